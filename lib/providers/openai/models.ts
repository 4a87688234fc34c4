import type { JsonObject } from "@/lib/contracts/json";
import type { DescribedModel, ModelDescription } from "../contract";
import { openAiLimits } from "./limits";
import type { Operation } from "./names";

const prompt: JsonObject = { type: "string", title: "Prompt", description: "What to make." };
const pictures: JsonObject = { type: "array", items: { type: "string", format: "uri" }, title: "Output" };

const pictureSettings: Record<string, JsonObject> = {
  n: {
    type: "integer",
    title: "Pictures",
    description: "How many.",
    minimum: 1,
    maximum: openAiLimits.pictures,
    default: 1,
  },
  size: {
    type: "string",
    title: "Size",
    description: "Width and height in pixels, or auto.",
    pattern: "^(auto|[1-9]\\d{2,3}x[1-9]\\d{2,3})$",
    default: "auto",
  },
  quality: choice("Quality", "Better ones cost more.", ["auto", "low", "medium", "high"]),
  output_format: choice("Format", "The kind of file.", ["png", "jpeg", "webp"]),
};

const inputs: Record<Operation, { required: string[]; properties: Record<string, JsonObject> }> = {
  images: {
    required: ["prompt"],
    properties: {
      prompt,
      ...pictureSettings,
      background: choice("Background", "Not every model makes transparent ones.", [
        "auto",
        "opaque",
        "transparent",
      ]),
      moderation: choice("Moderation", "How strictly the content is judged.", ["auto", "low"]),
    },
  },
  edits: {
    required: ["prompt", "image"],
    properties: {
      prompt: { ...prompt, description: "What to change." },
      image: {
        type: "array",
        title: "Images",
        description: "The pictures to start from: PNG, JPEG or WebP.",
        items: { type: "string", format: "uri" },
        minItems: 1,
        maxItems: 16,
      },
      mask: {
        type: "string",
        format: "uri",
        title: "Mask",
        description: "A PNG as large as the first picture; what is transparent in it may be changed.",
      },
      ...pictureSettings,
    },
  },
  text: {
    required: ["prompt", "max_completion_tokens"],
    properties: {
      prompt: { ...prompt, description: "What to answer." },
      system: { type: "string", title: "Instructions", description: "How to answer, before all else." },
      max_completion_tokens: {
        type: "integer",
        title: "Longest answer",
        description: "In tokens, those of thinking included.",
        minimum: 1,
        maximum: 128_000,
        default: 2_000,
      },
    },
  },
};

const examples: Record<Operation, JsonObject> = {
  images: { prompt: "a red bicycle on a quay", n: 1, size: "1024x1024", quality: "medium" },
  edits: {
    prompt: "make the bicycle blue",
    image: ["https://example.com/bicycle.png"],
    n: 1,
    size: "1024x1024",
    quality: "medium",
  },
  text: { prompt: "Why do ships have names?", max_completion_tokens: 2_000 },
};

/** A model of one operation as the catalogue describes it; also one that this house has never heard of. */
export function describedModel(
  operation: Operation,
  model: string,
  description: string | null,
): ModelDescription {
  const { required, properties } = inputs[operation];
  const ordered = Object.entries(properties).map(([name, field], order) => [
    name,
    { ...field, "x-order": order },
  ]);
  const Input = { type: "object", title: "Input", required, properties: Object.fromEntries(ordered) };
  const Output = operation === "text" ? { type: "string", title: "Output" } : pictures;
  return {
    name: `${operation}/${model}`,
    description,
    // It runs what the name stands for at the time; a dated name stays what it is.
    version: null,
    exampleInput: examples[operation],
    exampleOutput: operation === "text" ? "Sailors felt that…" : ["data:image/png;base64,iVBORw0KGgo="],
    openapiSchema: { components: { schemas: { Input, Output } } },
  };
}

/** The models that every installation knows. */
export function openAiModels(): DescribedModel[] {
  const model = (operation: Operation, name: string, description: string) => ({
    runCount: 0,
    model: describedModel(operation, name, description),
  });
  return [
    model(
      "images",
      "gpt-image-2",
      "OpenAI's picture model: draws from words, and writes legibly in pictures.",
    ),
    model("edits", "gpt-image-2", "OpenAI's picture model: changes pictures that you attach, as words say."),
    model("images", "gpt-image-1-mini", "OpenAI's smaller picture model: draws from words for less money."),
    model("text", "gpt-5.4-mini", "OpenAI's small language model that thinks before it answers."),
    model("text", "gpt-4.1-mini", "OpenAI's small language model that answers at once."),
  ];
}

function choice(title: string, description: string, values: [string, ...string[]]): JsonObject {
  return { type: "string", title, description, enum: values, default: values[0] };
}
