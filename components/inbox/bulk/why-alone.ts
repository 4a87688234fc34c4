import { addressesIn, isAddress } from "@/components/json/addresses-in";
import { asObject } from "@/components/json/as-object";
import { answerOf, releasedOutputs } from "@/components/run/answer/answer-of";
import { shownAs } from "@/components/run/material/material";
import type { Address } from "@/lib/contracts/is-file-ref";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Output } from "@/lib/contracts/parts";
import type { Run, RunSummary } from "@/lib/contracts/run";
import { segmentsOf } from "@/lib/core/hidden/segments";
import type { BulkAction } from "../selection";

/** Why a run is not decided with others, in the order in which it matters. */
export type WhyAlone =
  | "gone"
  | "other"
  | "barred"
  | "errors"
  | "doubt"
  | "budget"
  | "question"
  | "hidden"
  | "long"
  | "warnings"
  | "file";

/** Rules that ask because of what is in the one run: two that trip the same rule do so for reasons of their own. */
const doubts: ReadonlySet<string> = new Set([
  "safety_flags",
  "confidence_min",
  "payload_changes_max",
  "response_quality_min",
  "dispatch_refused",
  "unknown_outcome",
]);

/** More than this is folded where a run is read alone, and must have been read to its end. */
const mostLetters = 600;
const mostLines = 8;

/** Up to so many warnings are read in a row of a list. */
const mostWarnings = 3;

/** An address that says it leads to a picture; what any other leads to must be opened, played or acknowledged. */
const pictureAddress = /^data:image\/(png|jpeg|webp|gif|avif)|\.(png|jpe?g|webp|gif|avif)(\?|#|$)/i;

/** What the row of a run tells; null when nothing in it speaks against deciding it with others. */
export function aloneByRow(run: RunSummary, action: BulkAction): WhyAlone | null {
  if (run.approval_token === null || run.status !== "awaiting_human") return "gone";
  if (!run.actions_required.includes(action)) return "other";
  if (action === "reject") return null;
  if (run.approvals?.may_decide === false) return "barred";
  if (run.error_issues > 0) return "errors";
  return run.reasons.some((rule) => doubts.has(rule)) ? "doubt" : null;
}

/** What of a run that would be approved demands a look of its own; null when all of it fits among others. */
export function aloneByContent(run: Run): WhyAlone | null {
  // What its asker says beside the arguments is read on its own page alone.
  if (run.question && (run.question.body !== null || run.question.context !== null)) return "question";
  const answers = run.current_step === "response_review";
  const values = answers ? answered(run) : payloadOf(run);
  const texts = [run.prompt, ...values.flatMap(textsIn)];
  if (texts.some(isHiding)) return "hidden";
  if (texts.some(isLong)) return "long";
  const files = answers
    ? releasedOutputs(run).some(mustBeOpened)
    : values.flatMap(addressesIn).some(isNoPicture) || values.some(buriesAddress);
  if (files) return "file";
  const warnings = run.validation_issues.filter(({ severity }) => severity === "warning");
  return !answers && warnings.length > mostWarnings ? "warnings" : null;
}

function answered(run: Run): Json[] {
  const answer = answerOf(run);
  if (answer.kind === "text") return [answer.text];
  return answer.kind === "json" ? [answer.value] : [];
}

function payloadOf(run: Run): Json[] {
  return [...Object.values(asObject(run.suggested_payload)), ...run.attachments.map(({ url }) => url)];
}

/** What of a value is read as text: a list or an object as it is written out. */
function textsIn(value: Json): string[] {
  if (typeof value === "string") return isAddress(value) ? [] : [value];
  if (Array.isArray(value) && value.every(isAddress)) return [];
  return typeof value === "object" && value !== null ? [printJson(value, 2)] : [];
}

/** True for addresses deep inside of an object or a list of lists: what such a value means is read with the run. */
function buriesAddress(value: Json): boolean {
  const entries: Json[] = Array.isArray(value) ? value : [value];
  return entries.some((entry) => !isAddress(entry) && addressesIn(entry).length > 0);
}

function isNoPicture(address: Address): boolean {
  return typeof address !== "string" || !pictureAddress.test(address);
}

function mustBeOpened({ kind, content_type }: Output): boolean {
  return shownAs({ kind, contentType: content_type }) === "named";
}

function isLong(text: string): boolean {
  return text.length > mostLetters || text.split("\n").length > mostLines;
}

function isHiding(text: string): boolean {
  return segmentsOf(text).some(({ kind }) => kind !== "text");
}
