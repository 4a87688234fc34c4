import { parseJson } from "@/lib/contracts/json-text";
import type { RunEvent } from "@/lib/core/events";
import type { Approval, RunState } from "@/lib/core/state";
import { toColumn, toNullableColumn } from "../connection/json-column";
import { type Match, type NewRow, putRow, type Rows, type WrittenTable } from "../connection/rows";
import type { Documents } from "./documents";
import { contentOf } from "./documents";
import { eraseDocuments } from "./erase-documents";

type Revision = NewRow<"PayloadRevision">;
type Attempt = NewRow<"Attempt">;

/** Log entries on their way into the tables; what several of them say of one row is written once. */
interface Projection {
  rows: Rows;
  after: RunState;
  documents: Documents;
  /** Whether a question stands open at this entry. */
  isAsked: boolean;
  revisions: Revision[];
  /** What changes in attempts, by their number. */
  attempts: Map<number, Partial<Attempt>>;
}

async function closeReview(projection: Projection, { run_id, at }: RunEvent, outcome: string): Promise<void> {
  if (!projection.isAsked) return;
  projection.isAsked = false;
  const open = { runId: run_id, closedAt: null };
  await projection.rows.change("Review", open, { closedAt: new Date(at), outcome });
}

/** One row a person and question: should two keys of one person ever get this far, they count once. */
async function writeApproval(
  rows: Rows,
  runId: string,
  reviewId: string,
  { person, by, action, on_behalf_of, message, digest, at }: Approval,
): Promise<void> {
  const row = {
    runId,
    action,
    actor: toColumn(by),
    onBehalfOf: toNullableColumn(on_behalf_of),
    message,
    payloadDigest: digest,
    at: new Date(at),
  };
  await putRow(rows, "Approval", { reviewId, person }, { reviewId, person, ...row });
}

/** Writes one log entry into the tables that lists, figures and screens read. */
async function projectEvent(projection: Projection, event: RunEvent): Promise<void> {
  const { rows, documents, after, attempts } = projection;
  const runId = event.run_id;
  const at = new Date(event.at);
  switch (event.type) {
    case "payload_revised": {
      const { revision, kind, digest, issues, changes, changes_said } = event.data;
      projection.revisions.push({
        runId,
        number: revision,
        kind,
        digest,
        content: contentOf(documents, digest),
        issues: toColumn(issues),
        changes: toColumn(changes_said ?? changes),
        actor: toColumn(event.actor),
        createdAt: at,
      });
      break;
    }
    case "awaiting_human": {
      const { review, assessment } = event.data;
      await closeReview(projection, event, "superseded");
      projection.isAsked = true;
      await rows.insert("Review", [
        {
          id: review.id,
          runId,
          step: review.step,
          token: review.approval_token,
          digest: review.digest,
          reasons: toColumn(review.reasons),
          openedAt: at,
          expiresAt: new Date(review.expires_at),
        },
      ]);
      for (const approval of review.approvals ?? []) await writeApproval(rows, runId, review.id, approval);
      if (assessment?.response) await writeResponse(projection, event, "audited", assessment.response);
      break;
    }
    case "step_completed":
      if (event.data.assessment?.response)
        await writeResponse(projection, event, "audited", event.data.assessment.response);
      break;
    case "approval":
      await writeApproval(rows, runId, event.data.review_id, event.data.approval);
      break;
    case "decision": {
      const { review_id, decision, response } = event.data;
      await closeReview(projection, event, decision.action);
      // One row per review: should two decisions ever get this far, the database refuses the second (law 2).
      await rows.insert("Decision", [
        {
          id: review_id.replace("rev_", "dec_"),
          reviewId: review_id,
          runId,
          action: decision.action,
          step: decision.step,
          actor: toColumn(decision.actor),
          onBehalfOf: toNullableColumn(decision.on_behalf_of),
          message: decision.message,
          payloadDigest: decision.payload_digest,
          at,
        },
      ]);
      if (response) await writeResponse(projection, event, "edit", response);
      break;
    }
    case "decision_undone": {
      const { review_id } = event.data;
      await changeOne(rows, "Decision", { reviewId: review_id }, { undoneAt: at });
      await changeOne(rows, "Review", { id: review_id }, { outcome: "undone" });
      break;
    }
    case "attempt_started": {
      const { number, revision, digest } = event.data;
      const modelVersion = after.model.version;
      await rows.insert("Attempt", [
        { runId, number, revision, digest, modelVersion, state: "prepared", preparedAt: at },
      ]);
      break;
    }
    case "attempt_progress": {
      const { number, phase, fence, lease_until, provider_id } = event.data;
      if (provider_id !== null && number > 1) await takeOver(rows, runId, number, provider_id);
      attempts.set(number, {
        ...attempts.get(number),
        state: phase,
        fence,
        leaseUntil: lease_until ? new Date(lease_until) : null,
        providerId: provider_id,
        submittedAt: after.attempt?.submitted_at ? new Date(after.attempt.submitted_at) : null,
      });
      break;
    }
    case "attempt_finished": {
      const { number, outcome, provider_id, error, provider_ms, output_digest } = event.data;
      const output = output_digest ? parseJson(contentOf(documents, output_digest)) : null;
      attempts.set(number, {
        ...attempts.get(number),
        state: "settled",
        outcome,
        leaseUntil: null,
        providerId: provider_id,
        error: toNullableColumn(error),
        output: toNullableColumn(output),
        metrics: toColumn({ provider_ms }),
        settledAt: at,
      });
      break;
    }
    case "run_cancelled":
    case "run_expired":
      await closeReview(projection, event, event.status);
      break;
    case "erased":
      await eraseDocuments(rows, event, after);
      break;
    case "approval_undone":
    case "run_created":
    case "step_started":
    case "claimed":
    case "released":
    case "comment":
    case "decision_carried_out":
    case "run_completed":
    case "run_failed":
      break;
  }
}

/** A call whose end nobody knew and that is adopted after all goes from the earlier attempt to this one. */
async function takeOver(rows: Rows, runId: string, number: number, providerId: string): Promise<void> {
  for (const earlier of await rows.pick("Attempt", { runId, providerId }, ["number"]))
    if (earlier.number < number)
      await rows.change("Attempt", { runId, number: earlier.number }, { providerId: null });
}

async function changeOne<T extends WrittenTable>(
  rows: Rows,
  table: T,
  where: Match<T>,
  set: Partial<NewRow<T>>,
): Promise<void> {
  await rows.change(table, where, set, () => new Error(`A row of ${table} is not there`));
}

async function writeResponse(
  { rows, after, documents }: Projection,
  event: RunEvent,
  kind: "audited" | "edit",
  ref: { revision: number; digest: string },
): Promise<void> {
  await rows.insert("ResponseRevision", [
    {
      runId: event.run_id,
      number: ref.revision,
      kind,
      attempt: after.attempt?.number ?? 0,
      digest: ref.digest,
      content: contentOf(documents, ref.digest),
      issues: toColumn(after.issues),
      actor: toColumn(event.actor),
      createdAt: new Date(event.at),
    },
  ]);
}

/** Writes a transition's log entries into every table that is read from; same transaction, same order. */
export async function project(
  rows: Rows,
  events: readonly RunEvent[],
  { before, after, documents }: { before: RunState | null; after: RunState; documents: Documents },
): Promise<void> {
  const isAsked = Boolean(before?.review);
  const projection: Projection = { rows, after, documents, isAsked, revisions: [], attempts: new Map() };
  for (const event of events) await projectEvent(projection, event);
  await rows.insert("PayloadRevision", projection.revisions);
  for (const [number, set] of projection.attempts)
    await changeOne(rows, "Attempt", { runId: after.run_id, number }, set);
}
