import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { OutputKind } from "@/lib/contracts/words";
import { pointer } from "@/lib/core/json-pointer";
import type { AuditedResponse, ModelDescription, OutputFile } from "../contract";
import { cleanText, isProviderUrl } from "./clean-text";
import { joinTokens } from "./join-tokens";
import { isUrl, kindOfField, kindOfUrl } from "./material-url";
import { outputSchemaOf } from "./model-schema";
import { operationTypeOf } from "./operation-type";
import { type Shape, shapesOfSchema } from "./output-shape";

/** What each warning takes off the quality, which an error makes 0. */
const warningCost = 0.25;

/** So many empty entries of a list are told apart. */
const mostGaps = 20;

/**
 * What may be released of a raw output. Text is joined from its tokens and loses provider
 * links and access tokens; files are listed, and where they stand among other values a
 * `{ "file": n }` names their position; everything else stays. An empty answer, or one
 * of another kind than the Output schema promises, is an error issue.
 * Quality: 1, less 0.25 for each warning, and 0 with any error.
 */
export function auditResponse(output: Json, model: ModelDescription): AuditedResponse {
  const schema = outputSchemaOf(model);
  const promised = schema === null ? [] : shapesOfSchema(schema, model);
  const joined = joinTokens(output, schema);
  const { value, files, removed } = takeApart(joined, (url) => isFile(url, promised), mediaOf(model));

  const issues = [...emptiness(output, joined), ...mismatch(joined, files, promised), ...oddities(value)];
  if (removed > 0)
    issues.push(
      issue(
        "info",
        `${removed} ${removed === 1 ? "provider link or token was" : "provider links or tokens were"} taken out of the answer.`,
      ),
    );
  const errors = issues.filter((one) => one.severity === "error").length;
  const warnings = issues.filter((one) => one.severity === "warning").length;
  return {
    answer: answerOf(value, files),
    files,
    issues,
    quality: errors > 0 ? 0 : Math.max(0, 1 - warningCost * warnings),
  };
}

function answerOf(value: Json, files: readonly OutputFile[]): AuditedResponse["answer"] {
  if (typeof value === "string") return { kind: "text", text: value };
  return files.length > 0 && isOnlyFiles(value) ? { kind: "files" } : { kind: "json", value };
}

interface Parts {
  value: Json;
  files: OutputFile[];
  removed: number;
}

function takeApart(output: Json, isFileUrl: (url: string) => boolean, media: OutputKind): Parts {
  const files: OutputFile[] = [];
  let removed = 0;

  function walk(value: Json, key: string): Json {
    if (typeof value === "string") {
      if (isUrl(value) && isFileUrl(value)) {
        files.push({ url: value.trim(), kind: outputKind(value, key, media) });
        return { file: files.length - 1 };
      }
      const clean = cleanText(value);
      removed += clean.removed;
      return clean.text;
    }
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name)]));
  }

  return { value: walk(output, ""), files, removed };
}

/** A language model may well answer with an address; a provider's own address is always a file. */
function isFile(url: string, promised: readonly Shape[]): boolean {
  if (isProviderUrl(url) || /^\s*data:/i.test(url)) return true;
  return promised.length === 0 || promised.some((shape) => shape !== "words");
}

function outputKind(url: string, key: string, media: OutputKind): OutputKind {
  const kind = kindOfUrl(url);
  if (kind === "image" || kind === "video" || kind === "audio") return kind;
  if (kind === "text")
    return /\.json\b/i.test(url.split(/[?#]/)[0] ?? "") || /^\s*data:application\/json/i.test(url)
      ? "json"
      : "text";
  if (kind !== null) return "file";
  const named = kindOfField(key);
  return named === "image" || named === "video" || named === "audio" ? named : media;
}

function mediaOf(model: ModelDescription): OutputKind {
  const kinds: Partial<Record<ReturnType<typeof operationTypeOf>, OutputKind>> = {
    image_generation: "image",
    image_editing: "image",
    video_generation: "video",
    audio_generation: "audio",
  };
  return kinds[operationTypeOf(model)] ?? "file";
}

function emptiness(output: Json, joined: Json): Issue[] {
  if (isEmpty(joined)) return [issue("error", "The model's answer is empty.")];
  const gaps =
    Array.isArray(output) && Array.isArray(joined)
      ? joined.flatMap((entry, at) => (isEmpty(entry) ? [at] : []))
      : [];
  return gaps.slice(0, mostGaps).map((at) => issue("warning", `Output ${at + 1} is empty.`, pointer([at])));
}

function isEmpty(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.every(isEmpty);
  return isJsonObject(value) && Object.values(value).every(isEmpty);
}

function mismatch(joined: Json, files: readonly OutputFile[], promised: readonly Shape[]): Issue[] {
  if (isEmpty(joined)) return [];
  const [main] = promised;
  const isMedia = main !== undefined && ["image", "video", "audio", "model", "file"].includes(main);
  if (isMedia && files.length === 0 && !promised.includes("words")) {
    return [
      issue(
        "error",
        `The model promises ${main === "file" ? "a file" : `a file (${main})`}; its answer has none.`,
      ),
    ];
  }
  const onlyWords = promised.length > 0 && promised.every((shape) => shape === "words");
  if (onlyWords && !hasWords(joined) && files.length === 0) {
    return [issue("error", "The model promises text; its answer has none.")];
  }
  if (main === "vector" && files.length === 0 && typeof joined === "string") {
    return [issue("error", "The model promises numbers; its answer is text.")];
  }
  return [];
}

function hasWords(value: Json): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value as JsonObject | Json[]).some(hasWords);
}

/** Text that says it is no answer, or says the same over and over. */
function oddities(value: Json): Issue[] {
  if (typeof value !== "string") return [];
  const lines = value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const repeated = lines.length >= 8 && new Set(lines).size <= lines.length / 4;
  return [
    ...(/^\s*(error\b.{0,20}:|traceback \(most recent|cuda out of memory)/i.test(value)
      ? [issue("error", "The answer reads like an error message, not like an answer.")]
      : []),
    ...(repeated ? [issue("warning", "The answer repeats the same lines over and over.")] : []),
  ];
}

/** Files and nothing else; several names for them (bass, drums) are worth keeping as JSON. */
function isOnlyFiles(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isOnlyFiles);
  if (!isJsonObject(value)) return false;
  const entries = Object.values(value);
  return entries.length === 1 && entries.every((entry) => typeof entry === "number" || isOnlyFiles(entry));
}

function issue(severity: Issue["severity"], text: string, at = ""): Issue {
  return { pointer: at, field: "output", issue: text, severity, suggested_fix: null, auto_fixable: false };
}
