import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Row } from "@/lib/store/connection/rows";
import { FileGone, StorageTrouble } from "@/lib/store/files/storage-trouble";
import { artifactAt } from "@/lib/store/runs/artifacts";
import { loadRun } from "@/lib/store/runs/load-run";
import { answerText } from "@/lib/store/runs/revisions";
import { endingOf } from "../calls/file-ending";
import type { Context } from "../context";
import { storageRetrySeconds } from "../limits";
import { namesOutput } from "./output-address";
import { demandSight, maySeeAnswer } from "./see";
import { demandLink, type LinkWords, linked } from "./signed-link";

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

/** Whether the released answer names it: an edit may have taken it out. */
async function isReleased(context: Pick<Context, "db">, run: RunState, index: number): Promise<boolean> {
  if (!run.response) return true;
  const answer = await answerText(context.db.prisma, run.run_id, run.response.revision);
  return namesOutput(answer ?? "", run.run_id, index);
}

/** Bytes that are kept. @throws CodedError as `OpenArtifact.read` does */
export async function readKept(
  { artifacts, log }: Pick<Context, "artifacts" | "log">,
  key: string,
  range?: { start: number; end: number },
) {
  try {
    return await artifacts.read(key, range);
  } catch (error) {
    if (error instanceof FileGone) {
      log.error({ event: "output_gone", storage_key: key }, "The file of an output is gone");
      throw new CodedError("not_found", "This file was kept, but is no longer in the storage.");
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
  place: { id: string; index: number; attempt?: number | undefined },
): Promise<OpenArtifact> {
  return opened(context, await ownOutput(context, principal, place));
}

/** An output that the principal may see, as it is kept. @throws CodedError as `openArtifact` */
export async function ownOutput(
  context: Pick<Context, "db">,
  principal: Principal,
  { id, index, attempt }: { id: string; index: number; attempt?: number | undefined },
): Promise<Row<"Artifact">> {
  const stored = await loadRun(context.db.prisma, id);
  demandSight(principal, stored, id);
  const number = attempt ?? stored.state.attempt?.number ?? 0;
  const row = await artifactAt(context.db.prisma, { runId: id, attempt: number, index });
  const released =
    maySeeAnswer(principal, stored.state, number) &&
    (hasRole(principal, "reviewer") || (await isReleased(context, stored.state, index)));
  if (!row || !released || stored.state.erased) throw none(id, index);
  return row;
}

/**
 * Opens an output for whoever has a signed link to it: what was released, and nothing before.
 * @throws CodedError `forbidden` for a link that was not made here or has ended, `run_not_found`, `not_found` when there
 *   is no such output, or none released
 */
export async function openLinkedArtifact(
  context: Context,
  place: { id: string; index: number },
  words: LinkWords,
): Promise<OpenArtifact> {
  return opened(context, await linkedOutput(context, place, words));
}

/** An output that a link opens, as it is kept. @throws CodedError as `openLinkedArtifact` */
export async function linkedOutput(
  context: Pick<Context, "db" | "secrets" | "clock">,
  { id, index }: { id: string; index: number },
  words: LinkWords,
): Promise<Row<"Artifact">> {
  demandLink(context, linked.output(id, index), words);
  const { state } = await loadRun(context.db.prisma, id);
  const attempt = state.attempt?.number ?? 0;
  const row = await artifactAt(context.db.prisma, { runId: id, attempt, index });
  const released = state.status === "completed" && (await isReleased(context, state, index));
  if (!row || !released || state.erased) throw none(id, index);
  return row;
}

function none(id: string, index: number): CodedError {
  return new CodedError("not_found", `Run ${id} has no output ${index}`);
}

function opened(context: Context, row: Row<"Artifact">): OpenArtifact {
  const { runId: id, index } = row;
  return {
    name: `${id}-${index}.${endingOf(row.contentType, row.sourceUrl)}`,
    contentType: row.contentType,
    bytes: row.bytes,
    sha256: row.sha256,
    read: (range) => readKept(context, row.storageKey, range),
  };
}
