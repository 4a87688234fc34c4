import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { type KeptFile, type KeptFiles, storageKeyOf } from "@/lib/core/beside";
import { digestOf } from "@/lib/core/digest";
import type { OutputFile } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { Row } from "@/lib/store/connection/rows";
import { FileTooLarge } from "@/lib/store/files/measured";
import { artifactAt, keepArtifact } from "@/lib/store/runs/artifacts";
import { loadState, type StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { eraseFiles } from "../erasing/erase-files";
import { providerOf } from "../requests/stored-model";
import { contentTypeOf, kindOf } from "./sniff";

/** What became of one try to keep an output: as what it is kept, or why not, and whether trying again may help. */
export type Kept = { file: KeptFile } | { why: Said; final: boolean };

/** A kept output as the log names it. */
function named(row: Row<"Artifact">): KeptFile {
  const { id, attempt, index, kind, contentType, bytes, sha256, createdAt, sourceUrl } = row;
  return {
    id,
    attempt,
    index,
    kind,
    content_type: contentType,
    bytes,
    sha256,
    created_at: createdAt.toISOString(),
    source: digestOf(sourceUrl),
  };
}

/** The files of an attempt's output, of which some may be lost, as the log names them. */
export function filesIn(attempt: number, tries: readonly Kept[]): KeptFiles {
  const kept = tries.flatMap((one) => ("file" in one ? one.file : []));
  const lost = tries.flatMap((one, index) => ("file" in one ? [] : index));
  return { attempt, kept, ...(lost.length > 0 && { lost }) };
}

async function copy(
  context: Context,
  stored: StoredRun,
  file: OutputFile,
  index: number,
): Promise<Row<"Artifact">> {
  const { run_id, attempt } = stored.state;
  const number = attempt?.number ?? 0;
  const place = { runId: run_id, attempt: number, index };
  const { prisma } = context.db;
  const before = await artifactAt(prisma, place);
  if (before) return before;
  const { artifactTimeout, artifactBytes } = context.limits;
  const signal = AbortSignal.timeout(artifactTimeout);
  const response = await providerOf(context, stored).openOutput(file, signal);
  if (!response.body) throw new ProviderError("permanent", said("file_empty"));
  const key = storageKeyOf(run_id, place);
  const kept = await context.artifacts.put(key, response.body, artifactBytes, signal);
  context.reached("artifact:after-copy");
  if (kept.bytes === 0) {
    await context.artifacts.remove(key);
    throw new ProviderError("permanent", said("file_empty"));
  }
  const contentType = await contentTypeOf(kept.head, response.headers.get("content-type"), file.url);
  // Two workers may have copied the same file: the same bytes under the same key, one row.
  const row = await keepArtifact(prisma, {
    id: context.newId("art"),
    ...place,
    kind: kindOf(contentType),
    contentType,
    bytes: kept.bytes,
    sha256: kept.sha256,
    storageKey: kept.storageKey,
    sourceUrl: file.url.startsWith("data:") ? "data:" : file.url,
    createdAt: context.clock(),
  });
  // Either the erasure finds this row, or this finds the erasure.
  if ((await loadState(context.db.prisma, run_id)).erased) await eraseFiles(context, run_id);
  return row;
}

/** Why a copy failed, in words that name no folder, bucket or address of ours. */
function reasonOf(error: unknown, limit: number): Said {
  if (error instanceof ProviderError) return error.said;
  if (error instanceof FileTooLarge) return said("file_too_large", { bytes: error.maxBytes });
  if (error instanceof Error && error.name === "TimeoutError")
    return said("copy_took_too_long", { seconds: limit / 1000 });
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOSPC") return said("storage_full");
  return said("copy_failed", { error: typeof code === "string" ? code : null });
}

/**
 * Copies one output file into our own storage, streamed: with a limit of size and time, its content type told by its
 * bytes. Doing it again does nothing. Never throws: what went wrong is for the answer's review to say (law 8).
 */
export async function keepOutput(
  context: Context,
  stored: StoredRun,
  file: OutputFile,
  index: number,
): Promise<Kept> {
  try {
    return { file: named(await copy(context, stored, file, index)) };
  } catch (error) {
    const { run_id } = stored.state;
    context.log.warn(
      { event: "output_not_kept", run_id, index, err: error },
      "An output file could not be copied",
    );
    const final =
      error instanceof FileTooLarge || (error instanceof ProviderError && error.kind === "permanent");
    return { why: reasonOf(error, context.limits.artifactTimeout), final };
  }
}
