import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { OutputKind } from "@/lib/contracts/words";
import { issueOf } from "@/lib/core/issue";
import { pointer } from "@/lib/core/json-pointer";
import type { AuditedResponse, ModelDescription, PlacedFile } from "../contract";
import type { Cleaner } from "./clean-text";
import { emptinessOf, isEmpty } from "./empty-answer";
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
 * links and access tokens; files are listed with their place in the answer, which holds null
 * there; everything else stays as it came. An empty answer, or one of another kind than the
 * Output schema promises, is an issue.
 * Quality: 1, less 0.25 for each warning, and 0 with any error.
 */
export function auditResponse(output: Json, model: ModelDescription, cleaner: Cleaner): AuditedResponse {
  const schema = outputSchemaOf(model);
  const promised = schema === null ? [] : shapesOfSchema(schema, model);
  const joined = joinTokens(output, schema, cleaner);
  const { value, files, removed } = takeApart(joined, {
    cleaner,
    isFileUrl: (url) => isFile(url, promised, cleaner),
    media: mediaOf(model),
  });

  const issues = [
    ...emptiness(output, joined, model),
    ...mismatch(joined, files, promised),
    ...oddities(value),
  ];
  if (removed > 0) issues.push(issue("info", said("links_taken_out", { count: removed })));
  const errors = issues.filter((one) => one.severity === "error").length;
  const warnings = issues.filter((one) => one.severity === "warning").length;
  return {
    value,
    files,
    issues,
    quality: errors > 0 ? 0 : Math.max(0, 1 - warningCost * warnings),
  };
}

interface Parts {
  value: Json;
  files: PlacedFile[];
  removed: number;
}

interface Reading {
  cleaner: Cleaner;
  isFileUrl(url: string): boolean;
  /** What a file is whose address does not tell. */
  media: OutputKind;
}

function takeApart(output: Json, { cleaner, isFileUrl, media }: Reading): Parts {
  const files: PlacedFile[] = [];
  let removed = 0;

  function walk(value: Json, key: string, at: string): Json {
    if (typeof value === "string") {
      if (isUrl(value) && isFileUrl(value)) {
        files.push({ url: value.trim(), kind: outputKind(value, key, media), pointer: at });
        return null;
      }
      const clean = cleaner.clean(value);
      removed += clean.removed;
      return clean.text;
    }
    if (Array.isArray(value)) return value.map((entry, index) => walk(entry, key, at + pointer([index])));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, walk(entry, name, at + pointer([name]))]),
    );
  }

  return { value: walk(output, "", ""), files, removed };
}

/** A language model may well answer with an address; a provider's own address is always a file. */
function isFile(url: string, promised: readonly Shape[], cleaner: Cleaner): boolean {
  if (cleaner.isProviderUrl(url) || /^\s*data:/i.test(url)) return true;
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

function emptiness(output: Json, joined: Json, model: ModelDescription): Issue[] {
  const emptiness = emptinessOf(joined, model);
  if (emptiness === "empty") return [issue("error", said("answer_empty"))];
  if (emptiness === "found nothing") return [issue("warning", said("answer_found_nothing"))];
  const gaps =
    Array.isArray(output) && Array.isArray(joined)
      ? joined.flatMap((entry, at) => (isEmpty(entry) ? [at] : []))
      : [];
  return gaps
    .slice(0, mostGaps)
    .map((at) => issue("warning", said("output_empty", { number: at + 1 }), pointer([at])));
}

function mismatch(joined: Json, files: readonly PlacedFile[], promised: readonly Shape[]): Issue[] {
  if (isEmpty(joined)) return [];
  const [main] = promised;
  const isMedia = main !== undefined && ["image", "video", "audio", "model", "file"].includes(main);
  if (isMedia && files.length === 0 && !promised.includes("words")) {
    return [issue("error", said("file_promised", { kind: main }))];
  }
  const onlyWords = promised.length > 0 && promised.every((shape) => shape === "words");
  if (onlyWords && !hasWords(joined) && files.length === 0) {
    return [issue("error", said("text_promised"))];
  }
  if (main === "vector" && files.length === 0 && typeof joined === "string") {
    return [issue("error", said("numbers_promised"))];
  }
  return [];
}

function hasWords(value: Json): boolean {
  if (typeof value === "string") return value.trim() !== "";
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value as JsonObject | Json[]).some(hasWords);
}

/** The longest an error message is; what says more is an answer, about errors perhaps. */
const longestMessage = 300;

/** A text that is an error message as programs write them: `Error: …`, `ValueError: …`, `Error 500: …`, a traceback. */
function isErrorMessage(text: string): boolean {
  const message = text.trim();
  if (/^traceback \(most recent call last\):\s*(?:\.{3}|file\b|$)/i.test(message)) return true;
  if (message.length > longestMessage) return false;
  return /^(?:\w{0,40}(?:error|exception)(?: (?:code )?\d{1,5}| ?[([][^\])\n]{1,30}[\])])?:|error (?:while|when|during|occurred|loading|generating|running|executing|fetching|downloading|opening)\b[^:\n]{0,60}:|cuda out of memory)/i.test(
    message,
  );
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
    ...(isErrorMessage(value) ? [issue("error", said("reads_like_error"))] : []),
    ...(repeated ? [issue("warning", said("repeats_itself"))] : []),
  ];
}

function issue(severity: Issue["severity"], says: Said, at = ""): Issue {
  return issueOf({ pointer: at, field: "output", severity, says });
}
