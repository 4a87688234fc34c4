import { isJsonObject, type Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { AuditedResponse, OutputFile } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { fromColumn } from "@/lib/store/json-column";
import type { StoredRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { contentTypeOf, kindOf } from "./sniff";
import { providerOf, storedModel } from "./stored-model";

/** The answer as it may be released: text, JSON, or the addresses of kept files. */
export interface CollectedAnswer {
  value: Json;
  issues: Issue[];
  /** 0 to 1. */
  quality: number;
}

/** Where an output file of a run is served. */
export function outputUrl(runId: string, index: number): string {
  return `/api/hitl/runs/${runId}/outputs/${index}`;
}

async function copyOnce(context: Context, stored: StoredRun, file: OutputFile, index: number): Promise<void> {
  const { run_id, attempt } = stored.state;
  const number = attempt?.number ?? 0;
  const place = { runId: run_id, attempt: number, index };
  const artifacts = context.db.prisma.artifact;
  if (await artifacts.findUnique({ where: { runId_attempt_index: place } })) return;
  const response = await providerOf(context, stored).openOutput(
    file,
    AbortSignal.timeout(context.limits.artifactTimeout),
  );
  if (!response.body) throw new ProviderError("permanent", "The output file is empty");
  const kept = await context.artifacts.put(
    `${run_id}/${number}/${index}`,
    response.body,
    context.limits.artifactBytes,
  );
  context.reached("artifact:after-copy");
  const contentType = contentTypeOf(kept.head, response.headers.get("content-type"));
  const row = {
    ...place,
    kind: kindOf(contentType, file.kind),
    contentType,
    bytes: kept.bytes,
    sha256: kept.sha256,
    storageKey: kept.storageKey,
    sourceUrl: file.url.startsWith("data:") ? "data:" : file.url,
    createdAt: context.clock(),
  };
  // Two workers may have copied the same file: the same bytes under the same key, one row.
  await artifacts.upsert({
    where: { runId_attempt_index: place },
    create: { id: context.newId("art"), ...row },
    update: {},
  });
}

async function keepFile(
  context: Context,
  stored: StoredRun,
  file: OutputFile,
  index: number,
): Promise<Issue | null> {
  for (let tries = 1; ; tries++) {
    try {
      await copyOnce(context, stored, file, index);
      return null;
    } catch (error) {
      const final = error instanceof ProviderError && error.kind === "permanent";
      if (!final && tries < context.limits.artifactTries) continue;
      const message = error instanceof Error ? error.message : "unknown error";
      context.log.warn(
        { run_id: stored.state.run_id, index, err: error },
        "An output file could not be kept",
      );
      return {
        pointer: `/outputs/${index}`,
        field: `outputs/${index}`,
        issue: `Output ${index + 1} could not be kept: ${message}`,
        severity: "error",
        suggested_fix: "Try again",
        auto_fixable: false,
      };
    }
  }
}

/** Copies the attempt's files into our own storage, takes provider links out of its text, and says what is wrong with it. */
export async function collectAnswer(context: Context, stored: StoredRun): Promise<CollectedAnswer> {
  const { run_id, attempt } = stored.state;
  const number = attempt?.number ?? 0;
  const row = await context.db.prisma.attempt.findUniqueOrThrow({
    where: { runId_number: { runId: run_id, number } },
  });
  const output = fromColumn<Json>(row.output);
  const { answer, files, issues, quality } = providerOf(context, stored).auditResponse(
    output,
    storedModel(stored),
  );
  const lost: Issue[] = [];
  for (const [index, file] of files.entries()) {
    const issue = await keepFile(context, stored, file, index);
    if (issue) lost.push(issue);
  }
  return { value: releasable(answer, files, run_id), issues: [...issues, ...lost], quality };
}

function releasable(answer: AuditedResponse["answer"], files: OutputFile[], runId: string): Json {
  if (answer.kind === "text") return answer.text;
  if (answer.kind === "json") return files.length > 0 ? withAddresses(answer.value, runId) : answer.value;
  return files.map((_, index) => outputUrl(runId, index));
}

/** JSON in which the audit left `{ "file": n }` where a file's address stood. */
function withAddresses(value: Json, runId: string): Json {
  if (Array.isArray(value)) return value.map((item) => withAddresses(item, runId));
  if (!isJsonObject(value)) return value;
  if (typeof value.file === "number" && Object.keys(value).length === 1) return outputUrl(runId, value.file);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withAddresses(item, runId)]));
}
