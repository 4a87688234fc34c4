import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { FileGone, StorageTrouble } from "@/lib/store/files/storage-trouble";
import { artifactAt } from "@/lib/store/runs/artifacts";
import { loadRun } from "@/lib/store/runs/load-run";
import { answerText } from "@/lib/store/runs/revisions";
import { endingOf } from "../calls/file-ending";
import type { Context } from "../context";
import { storageRetrySeconds } from "../limits";
import { namesOutput } from "./output-address";
import { demandSight, maySeeAnswer } from "./see";

/** A kept output file, ready to be read in part or whole. */
export interface OpenArtifact {
  /** With its ending. */
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  /** @throws CodedError `not_found` when the file is gone, `unavailable` when the storage is away */
  read(range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
}

/** A reviewer may look at everything; others at what the released answer names, which an edit may have changed. */
async function isReleased(
  context: Context,
  principal: Principal,
  run: RunState,
  index: number,
): Promise<boolean> {
  if (hasRole(principal, "reviewer") || !run.response) return true;
  const answer = await answerText(context.db.prisma, run.run_id, run.response.revision);
  return namesOutput(answer ?? "", run.run_id, index);
}

async function readKept({ artifacts, log }: Context, key: string, range?: { start: number; end: number }) {
  try {
    return await artifacts.read(key, range);
  } catch (error) {
    if (error instanceof FileGone) {
      log.error({ event: "output_gone", storage_key: key }, "The file of an output is gone");
      throw new CodedError("not_found", "This output was kept, but its file is no longer in the storage.");
    }
    if (!(error instanceof StorageTrouble)) throw error;
    log.warn(
      { event: "output_unreadable", storage_key: key, why: error.message },
      "An output cannot be read",
    );
    throw new CodedError("unavailable", "The storage of output files does not answer. Try again.", {
      retryAfterSeconds: storageRetrySeconds,
    });
  }
}

/**
 * Opens an output of a run: the latest attempt's, or a named attempt's.
 * @throws CodedError `run_not_found`, `not_found` when there is no such output, or none released to the principal
 */
export async function openArtifact(
  context: Context,
  principal: Principal,
  { id, index, attempt }: { id: string; index: number; attempt?: number | undefined },
): Promise<OpenArtifact> {
  const stored = await loadRun(context.db.prisma, id);
  demandSight(principal, stored, id);
  const number = attempt ?? stored.state.attempt?.number ?? 0;
  const row = await artifactAt(context.db.prisma, { runId: id, attempt: number, index });
  const released =
    maySeeAnswer(principal, stored.state, number) &&
    (await isReleased(context, principal, stored.state, index));
  if (!row || !released || stored.state.erased)
    throw new CodedError("not_found", `Run ${id} has no output ${index}`);
  return {
    name: `${id}-${index}.${endingOf(row.contentType, row.sourceUrl)}`,
    contentType: row.contentType,
    bytes: row.bytes,
    sha256: row.sha256,
    read: (range) => readKept(context, row.storageKey, range),
  };
}
