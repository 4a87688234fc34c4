import type { JsonObject } from "@/lib/contracts/json";
import type { ModelDescription } from "../contract";

export const pictureStyles = ["dusk", "orbits", "prisms"] as const;
export const voices = ["bell", "pluck", "organ"] as const;
export const tones = ["plain", "warm", "formal"] as const;

/** The version every sandbox model has; it changes when the same payload would render differently. */
export const sandboxVersion = "sandbox-1";

const seed = {
  type: "integer",
  title: "Seed",
  description: "The same seed and input give the same result. Leave it out and the input alone decides.",
  minimum: 0,
  maximum: 2_147_483_647,
};

const imageModel: ModelDescription = {
  name: "sandbox/image",
  description: "Draws a small abstract picture from your words, without an account, a network or a bill.",
  version: sandboxVersion,
  exampleInput: { prompt: "a red bicycle on a quay", style: "dusk", width: 768, height: 512, num_outputs: 1 },
  exampleOutput: ["sandbox://outputs/example/0.png"],
  openapiSchema: schema(
    ["prompt"],
    {
      prompt: { type: "string", title: "Prompt", description: "What the picture is about." },
      image: {
        type: "string",
        format: "uri",
        title: "Image",
        description: "A picture to start from. Only data: URIs are looked at; the sandbox fetches nothing.",
      },
      style: choice("style", "How it is drawn.", "dusk"),
      width: range("Width", "Width in pixels.", 256, 1024, 768),
      height: range("Height", "Height in pixels.", 256, 1024, 512),
      num_outputs: range("Number of outputs", "How many pictures.", 1, 4, 1),
      seed,
    },
    { type: "array", items: { type: "string", format: "uri" }, title: "Output" },
    { style: pictureStyles },
  ),
};

const soundModel: ModelDescription = {
  name: "sandbox/sound",
  description: "Plays a short melody made from your words, without an account, a network or a bill.",
  version: sandboxVersion,
  exampleInput: { prompt: "morning over the harbour", duration: 4, voice: "bell", pitch: 0 },
  exampleOutput: "sandbox://outputs/example/0.wav",
  openapiSchema: schema(
    ["prompt"],
    {
      prompt: { type: "string", title: "Prompt", description: "What the melody is made from." },
      duration: range("Duration", "Length in seconds.", 1, 10, 4),
      voice: choice("voice", "What it is played on.", "bell"),
      pitch: range("Pitch", "Half tones up or down.", -12, 12, 0),
      seed,
    },
    { type: "string", format: "uri", title: "Output" },
    { voice: voices },
  ),
};

const textModel: ModelDescription = {
  name: "sandbox/text",
  description: "Writes a few sentences around your words, without an account, a network or a bill.",
  version: sandboxVersion,
  exampleInput: { prompt: "Why do ships have names?", max_words: 60, tone: "plain" },
  exampleOutput: ["You ", "asked: ", "“Why do ships have names?” "],
  openapiSchema: schema(
    ["prompt"],
    {
      prompt: { type: "string", title: "Prompt", description: "What the text answers." },
      max_words: range("Maximum words", "The text ends at or before this many words.", 10, 300, 80),
      tone: choice("tone", "How it speaks.", "plain"),
      seed,
    },
    {
      type: "array",
      items: { type: "string" },
      title: "Output",
      "x-cog-array-type": "iterator",
      "x-cog-array-display": "concatenate",
    },
    { tone: tones },
  ),
};

/** The sandbox's models as the catalogue describes them. */
export const sandboxModels: readonly ModelDescription[] = [imageModel, soundModel, textModel];

/** The schema as a Replicate version gives it, so that the sandbox takes the same way through the code. */
function schema(
  required: string[],
  fields: Record<string, JsonObject>,
  Output: JsonObject,
  choices: Record<string, readonly string[]>,
): JsonObject {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, field], order) => [name, { ...field, "x-order": order }]),
  );
  const enums = Object.fromEntries(
    Object.entries(choices).map(([name, values]) => [
      name,
      { type: "string", title: name, enum: [...values] },
    ]),
  );
  return {
    components: {
      schemas: { Input: { type: "object", title: "Input", required, properties }, Output, ...enums },
    },
  };
}

function range(
  title: string,
  description: string,
  minimum: number,
  maximum: number,
  value: number,
): JsonObject {
  return { type: "integer", title, description, minimum, maximum, default: value };
}

function choice(name: string, description: string, value: string): JsonObject {
  return { allOf: [{ $ref: `#/components/schemas/${name}` }], description, default: value };
}
