import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { OperationType } from "@/lib/contracts/words";
import type { BenchModel } from "./read-models";

// Judged by what one real call took and gave, never by names or words about the model.

// A GIF may be a picture or a film, and counts as neither.
const endings: Record<"image" | "video" | "audio", RegExp> = {
  image: /\.(png|jpe?g|jfif|webp|svg|bmp|tiff?|avif|heic)$/i,
  video: /\.(mp4|mov|webm|mkv|avi|m4v)$/i,
  audio: /\.(wav|mp3|flac|ogg|opus|m4a|aac)$/i,
};

function mediaOf(url: string): keyof typeof endings | null {
  const type = /^data:(image|video|audio)\//i.exec(url)?.[1]?.toLowerCase();
  if (type === "image" || type === "video" || type === "audio") return type;
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  const found = (["image", "video", "audio"] as const).find((media) => endings[media].test(path));
  return found ?? null;
}

function strings(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isJsonObject(value) ? Object.values(value).flatMap(strings) : [];
}

const isUrl = (text: string) => /^(https?:\/\/\S+|data:[^\s,]*,)/i.test(text);
const isScore = (value: Json | undefined) => typeof value === "number" && value >= 0 && value <= 1;

/** Fractions: whole numbers are counts, tokens or places, not an embedding. */
function isVector(value: Json): boolean {
  if (isJsonObject(value)) return Object.values(value).some(isVector);
  if (!Array.isArray(value) || value.length === 0) return false;
  if (value.every((entry) => typeof entry === "number")) {
    return value.length >= 8 && value.some((entry) => !Number.isInteger(entry));
  }
  return value.every(isVector);
}

function isLabelled(value: JsonObject): boolean {
  const entries = Object.entries(value);
  const named = entries.some(
    ([key, entry]) => /label|class|tag|category|name/i.test(key) && typeof entry === "string",
  );
  return (
    (named && entries.some(([, entry]) => isScore(entry))) ||
    (entries.length >= 2 && entries.every(([, entry]) => isScore(entry)))
  );
}

function classifies(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(classifies);
  return isJsonObject(value) && (isLabelled(value) || Object.values(value).some(classifies));
}

function takesImage(model: BenchModel): boolean {
  return Object.entries(model.input).some(
    ([name, value]) =>
      !/lora|weights|checkpoint/i.test(name) &&
      strings(value).some((text) => isUrl(text) && mediaOf(text) === "image"),
  );
}

/** True where files only go along with an answer in words, or the reverse: such a model is of two kinds. */
function isMixed(output: Json): boolean {
  if (!isJsonObject(output)) return false;
  const texts = Object.values(output).filter((entry) => typeof entry === "string");
  return texts.some(isUrl) && texts.some((text) => !isUrl(text));
}

/** What a model's one known output makes it; null where that does not tell, and nothing is scored. */
export function trueKindOf(model: BenchModel): OperationType | null {
  const { output } = model;
  if (output === null || isMixed(output)) return null;
  if (isVector(output)) return "embedding";
  const texts = strings(output);
  const media = texts.filter(isUrl).map(mediaOf);
  if (media.includes("video")) return "video_generation";
  if (media.includes("audio")) return "audio_generation";
  if (media.includes("image")) return takesImage(model) ? "image_editing" : "image_generation";
  if (texts.some(isUrl)) return null;
  if (classifies(output)) return "classification";
  // One word about a file may as well be a class as a text.
  if (typeof output === "string" && !/\s/.test(output.trim()) && !/\p{Lo}/u.test(output)) return null;
  return typeof output === "string" || (Array.isArray(output) && texts.length === output.length)
    ? "text_generation"
    : null;
}
