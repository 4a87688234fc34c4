import type { Json, JsonObject } from "@/lib/contracts/json";
import { wordIn } from "@/lib/contracts/word-lists";
import { renderMelody } from "./melody";
import { sandboxModels, voices } from "./models";
import { drawPicture } from "./picture";
import type { StoredCall } from "./predictions";
import { writeProse } from "./prose";

/** A file of the sandbox's making. */
export interface RenderedFile {
  contentType: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What a finished call gives out: addresses that `renderFile` can follow, or the pieces of a text. */
export function outputOf(record: StoredCall): Json {
  const input = withDefaults(record);
  switch (record.model) {
    case "sandbox/image":
      return Array.from({ length: numberIn(input, "num_outputs", 1) }, (_, index) =>
        address(record.id, `${index}.png`),
      );
    case "sandbox/sound":
      return address(record.id, "0.wav");
    default:
      return writeProse({
        prompt: textIn(input, "prompt"),
        tone: textIn(input, "tone"),
        maxWords: numberIn(input, "max_words", 80),
        seed: seedOf(input),
      });
  }
}

/** The call and the position an address of the sandbox names, or null when it is none. */
export function addressParts(url: string): { id: string; index: number } | null {
  const parts = url.match(/^sandbox:\/\/outputs\/(sbx_[0-9a-f_]+)\/(\d)\.(?:png|wav)$/);
  return parts?.[1] === undefined ? null : { id: parts[1], index: Number(parts[2]) };
}

/** The file at a position of a call's output; always the same bytes for the same call. Null when it has none there. */
export async function renderFile(record: StoredCall, index: number): Promise<RenderedFile | null> {
  const input = withDefaults(record);
  const prompt = textIn(input, "prompt");
  if (record.model === "sandbox/image" && index < numberIn(input, "num_outputs", 1)) {
    const bytes = await drawPicture({
      prompt,
      image: typeof input.image === "string" ? input.image : null,
      style: textIn(input, "style"),
      width: numberIn(input, "width", 768),
      height: numberIn(input, "height", 512),
      seed: [seedOf(input), index],
    });
    return { contentType: "image/png", bytes };
  }
  if (record.model === "sandbox/sound" && index === 0) {
    const bytes = renderMelody({
      seconds: numberIn(input, "duration", 4),
      voice: wordIn(voices, textIn(input, "voice")) ?? "bell",
      halfTones: numberIn(input, "pitch", 0),
      seed: [prompt, seedOf(input)],
    });
    return { contentType: "audio/wav", bytes };
  }
  return null;
}

function address(id: string, name: string): string {
  return `sandbox://outputs/${id}/${name}`;
}

function withDefaults(record: StoredCall): JsonObject {
  const model = sandboxModels.find((candidate) => candidate.name === record.model);
  return { ...model?.exampleInput, ...record.payload };
}

/** The seed that was given, or the whole input: other words, other picture. */
function seedOf(input: JsonObject): Json {
  return input.seed === undefined ? input : { seed: input.seed, prompt: input.prompt ?? "" };
}

function textIn(input: JsonObject, name: string): string {
  const value = input[name];
  return typeof value === "string" ? value : "";
}

function numberIn(input: JsonObject, name: string, otherwise: number): number {
  const value = input[name];
  return typeof value === "number" ? value : otherwise;
}
