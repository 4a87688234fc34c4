import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { loadRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { endingOf } from "./file-ending";
import { namesOutput } from "./output-address";
import { demandSight, maySeeAnswer } from "./see";

/** A kept output file, ready to be read in part or whole. */
export interface OpenArtifact {
  /** With its ending. */
  name: string;
  contentType: string;
  bytes: number;
  sha256: string;
  read(range?: { start: number; end: number }): ReadableStream<Uint8Array>;
}

/** A reviewer may look at everything; others at what the released answer names, which an edit may have changed. */
async function isReleased(
  context: Context,
  principal: Principal,
  run: RunState,
  index: number,
): Promise<boolean> {
  if (hasRole(principal, "reviewer") || !run.response) return true;
  const { run_id: runId } = run;
  const answer = await context.db.prisma.responseRevision.findUnique({
    where: { runId_number: { runId, number: run.response.revision } },
    select: { content: true },
  });
  return namesOutput(answer?.content ?? "", runId, index);
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
  const row = await context.db.prisma.artifact.findUnique({
    where: { runId_attempt_index: { runId: id, attempt: number, index } },
  });
  const released =
    maySeeAnswer(principal, stored.state, number) &&
    (await isReleased(context, principal, stored.state, index));
  if (!row || !released) throw new CodedError("not_found", `Run ${id} has no output ${index}`);
  return {
    name: `${id}-${index}.${endingOf(row.contentType, row.sourceUrl)}`,
    contentType: row.contentType,
    bytes: row.bytes,
    sha256: row.sha256,
    read: (range) => context.artifacts.read(row.storageKey, range),
  };
}
