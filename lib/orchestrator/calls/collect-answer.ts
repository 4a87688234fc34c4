import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { KeptFiles } from "@/lib/core/beside";
import { hiddenIssues } from "@/lib/core/hidden/hidden-issues";
import { issueOf } from "@/lib/core/issue";
import { putAt } from "@/lib/core/json-pointer";
import type { AuditedResponse } from "@/lib/providers/contract";
import { answerOfAttempt, keepMetrics } from "@/lib/store/runs/attempts";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import type { Limits } from "../limits";
import { outputUrl } from "../reading/output-address";
import { providerOf, storedModel } from "../requests/stored-model";
import { auditAnswer } from "../requests/unchecked";
import { filesIn, type Kept, keepOutput } from "./keep-output";

/** The answer as it may be released: in its own shape, with the addresses of kept files. */
export interface CollectedAnswer {
  value: Json;
  issues: Issue[];
  /** 0 to 1. */
  quality: number;
  files: KeptFiles;
}

/** An output that is missing from our own storage, and why. */
function lostIssue(index: number, why: Said): Issue {
  return issueOf({
    pointer: `/outputs/${index}`,
    field: `outputs/${index}`,
    says: said("output_lost", { number: index + 1, why }),
    advises: said("try_again"),
  });
}

/** What of the output is missing because it could not be read: a person must know that it is not all (law 8). */
function unreadableIssue(where: string): Issue {
  return issueOf({ field: "output", says: said("part_unreadable", { where }) });
}

/**
 * Since when files of this attempt could not be copied. The first failure counts, not the end of the call: we may have
 * been down ourselves for long, and then one failure would be the last.
 */
async function failingSince(
  { db }: Context,
  { runId, number, metrics }: { runId: string; number: number; metrics: Json },
  now: Date,
): Promise<Date> {
  const known = isJsonObject(metrics) ? metrics : {};
  if (typeof known.copying_fails_since === "string") return new Date(known.copying_fails_since);
  const next = { ...known, copying_fails_since: now.toISOString() };
  await keepMetrics(db.prisma, { runId, number }, next);
  return now;
}

/** Waits as long again as has passed already, so that a storage or a provider in trouble is asked less and less. */
function nextTry({ artifactWait, artifactPatience }: Limits, since: Date, now: Date): Date | null {
  const elapsed = now.getTime() - since.getTime();
  if (elapsed >= artifactPatience) return null;
  const wait = Math.min(artifactWait.most, Math.max(artifactWait.least, elapsed));
  return new Date(since.getTime() + Math.min(artifactPatience, elapsed + wait));
}

/**
 * Copies an answer's files into our own storage, takes provider links out of its text, and says what is wrong with it.
 * @param unreadable where parts of it could not be read
 * @returns the answer, and whether a file that could not be copied may be had later
 */
export async function gatherAnswer(
  context: Context,
  stored: StoredRun,
  output: Json,
  unreadable: readonly string[],
): Promise<{ answer: CollectedAnswer; worthAnotherTry: boolean }> {
  const model = storedModel(stored);
  const audited = await auditAnswer(providerOf(context, stored), { output, model });
  const tries: Kept[] = [];
  const lost: Issue[] = [];
  const lostFiles = new Set<number>();
  let worthAnotherTry = false;
  for (const [index, file] of audited.files.entries()) {
    const kept = await keepOutput(context, stored, file, index);
    tries.push(kept);
    if ("file" in kept) continue;
    lost.push(lostIssue(index, kept.why));
    lostFiles.add(index);
    if (!kept.final) worthAnotherTry = true;
  }
  const value = releasable(audited, stored.state.run_id, lostFiles);
  const files = filesIn(stored.state.attempt?.number ?? 0, tries);
  const answer = { ...judged(audited, value, unreadable, lost), files };
  return { answer, worthAnotherTry };
}

/** What is wrong with an answer: what its audit found, what is missing of it, and what hides in it. */
function judged(
  { issues, quality }: AuditedResponse,
  value: Json,
  unreadable: readonly string[],
  lost: readonly Issue[],
): Omit<CollectedAnswer, "files"> {
  const missing = unreadable.map(unreadableIssue);
  return {
    value,
    issues: [...issues, ...missing, ...lost, ...hiddenIssues(value, "output")],
    quality: missing.length > 0 ? 0 : quality,
  };
}

/**
 * Gathers an answer that no file belongs to, which needs nobody from outside.
 * @returns null where one does
 */
export async function gatherFreeAnswer(
  context: Context,
  stored: StoredRun,
  output: Json,
): Promise<CollectedAnswer | null> {
  const audited = await auditAnswer(providerOf(context, stored), { output, model: storedModel(stored) });
  if (audited.files.length > 0) return null;
  const { run_id, attempt } = stored.state;
  const answer = judged(audited, releasable(audited, run_id), attempt?.unreadable ?? [], []);
  return { ...answer, files: filesIn(attempt?.number ?? 0, []) };
}

/**
 * Gathers the answer of the attempt.
 * @returns the answer, or when to try again because a file could not be copied yet
 */
export async function collectAnswer(context: Context, stored: StoredRun): Promise<CollectedAnswer | Date> {
  const { run_id, attempt } = stored.state;
  const place = { runId: run_id, number: attempt?.number ?? 0 };
  const { output, metrics } = await answerOfAttempt(context.db.prisma, place);
  const { answer, worthAnotherTry } = await gatherAnswer(context, stored, output, attempt?.unreadable ?? []);
  if (worthAnotherTry) {
    const now = context.clock();
    const since = await failingSince(context, { ...place, metrics }, now);
    const again = nextTry(context.limits, since, now);
    if (again) return again;
  }
  return answer;
}

/**
 * An audited answer with the addresses its kept files are served at, each where its file stood; null where one could
 * not be kept. An answer that is one file is a list of one.
 * @param lost the positions of files that could not be kept
 */
function releasable(
  { value, files }: Pick<AuditedResponse, "value" | "files">,
  runId: string,
  lost: ReadonlySet<number> = new Set(),
): Json {
  const whole: { value: Json } = { value: structuredClone(value) };
  for (const [index, { pointer }] of files.entries()) {
    const address = lost.has(index) ? null : outputUrl(runId, index);
    putAt(whole, `/value${pointer}`, pointer === "" ? [address] : address);
  }
  return whole.value;
}
