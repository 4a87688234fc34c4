import type { Revision, RevisionDetail } from "@/lib/contracts/evidence";
import { parseJson } from "@/lib/contracts/json-text";
import type { Actor, Issue } from "@/lib/contracts/parts";
import type { Page } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import { english, quoted } from "@/lib/contracts/sentences";
import { RevisionKind } from "@/lib/contracts/words";
import { diff } from "@/lib/core/diff";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { fromColumn } from "@/lib/store/connection/json-column";
import { loadOwner } from "@/lib/store/runs/load-run";
import { payloadRevision, payloadRevisions, type RevisionRow } from "@/lib/store/runs/revisions";
import type { Context } from "../context";
import { demandSight } from "./see";

/** Changes of before there were codes are kept as their sentences. */
function saidChanges(row: RevisionRow): Said[] {
  return fromColumn<(Said | string)[]>(row.changes).map((change) =>
    typeof change === "string" ? quoted(change) : change,
  );
}

function revisionOf(row: RevisionRow): Revision {
  const changes = saidChanges(row);
  return {
    number: row.number,
    kind: RevisionKind.parse(row.kind),
    digest: row.digest,
    issues: fromColumn<Issue[]>(row.issues),
    changes: changes.map(english),
    changes_said: changes,
    actor: fromColumn<Actor>(row.actor),
    created_at: row.createdAt.toISOString(),
  };
}

/**
 * Every version of a run's payload, oldest first.
 * @throws CodedError `run_not_found`
 */
export async function listRevisions(
  context: Context,
  principal: Principal,
  runId: string,
): Promise<Page<Revision>> {
  demandSight(principal, await loadOwner(context.db.prisma, runId), runId);
  const rows = await payloadRevisions(context.db.prisma, runId);
  return { data: rows.map(revisionOf), next_cursor: null };
}

/**
 * One version of a run's payload, compared with another one when `diffFrom` names it.
 * @throws CodedError `run_not_found`, `not_found` for a revision there is not
 */
export async function getRevision(
  context: Context,
  principal: Principal,
  { runId, number, diffFrom }: { runId: string; number: number; diffFrom: number | null },
): Promise<RevisionDetail> {
  demandSight(principal, await loadOwner(context.db.prisma, runId), runId);
  const load = async (wanted: number) => {
    const row = await payloadRevision(context.db.prisma, runId, wanted);
    if (!row) throw new CodedError("not_found", `Run ${runId} has no payload revision ${wanted}`);
    return row;
  };
  const row = await load(number);
  const payload = parseJson(row.content);
  const from = diffFrom === null ? payload : parseJson((await load(diffFrom)).content);
  return { ...revisionOf(row), payload, diff_from: diffFrom, diff: diff(from, payload) };
}
