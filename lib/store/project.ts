import { parseJson } from "@/lib/contracts/json-text";
import type { RunEvent } from "@/lib/core/events";
import type { Approval, RunState } from "@/lib/core/state";
import type { Transaction } from "./client";
import type { Documents } from "./documents";
import { contentOf } from "./documents";
import { toColumn, toNullableColumn } from "./json-column";

async function closeReview(tx: Transaction, runId: string, at: Date, outcome: string): Promise<void> {
  await tx.review.updateMany({ where: { runId, closedAt: null }, data: { closedAt: at, outcome } });
}

/** One row a person and question: should two keys of one person ever get this far, they count once. */
async function writeApproval(
  tx: Transaction,
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
  const where = { reviewId_person: { reviewId, person } };
  await tx.approval.upsert({ where, create: { reviewId, person, ...row }, update: row });
}

/**
 * Writes one log entry into the tables that lists, figures and screens read. A row that may be long says what is read
 * back of it: by itself all of it would be.
 */
async function projectEvent(
  tx: Transaction,
  event: RunEvent,
  after: RunState,
  documents: Documents,
): Promise<void> {
  const runId = event.run_id;
  const at = new Date(event.at);
  switch (event.type) {
    case "payload_revised": {
      const { revision, kind, digest, issues, changes, changes_said } = event.data;
      await tx.payloadRevision.create({
        data: {
          runId,
          number: revision,
          kind,
          digest,
          content: contentOf(documents, digest),
          issues: toColumn(issues),
          changes: toColumn(changes_said ?? changes),
          actor: toColumn(event.actor),
          createdAt: at,
        },
        select: { number: true },
      });
      break;
    }
    case "awaiting_human": {
      const { review, assessment } = event.data;
      await closeReview(tx, runId, at, "superseded");
      await tx.review.create({
        data: {
          id: review.id,
          runId,
          step: review.step,
          token: review.approval_token,
          digest: review.digest,
          reasons: toColumn(review.reasons),
          openedAt: at,
          expiresAt: new Date(review.expires_at),
        },
      });
      for (const approval of review.approvals ?? []) await writeApproval(tx, runId, review.id, approval);
      if (assessment?.response)
        await writeResponse(tx, event, after, "audited", assessment.response, documents);
      break;
    }
    case "step_completed":
      if (event.data.assessment?.response) {
        await writeResponse(tx, event, after, "audited", event.data.assessment.response, documents);
      }
      break;
    case "approval":
      await writeApproval(tx, runId, event.data.review_id, event.data.approval);
      break;
    case "decision": {
      const { review_id, decision, response } = event.data;
      await closeReview(tx, runId, at, decision.action);
      // One row per review: should two decisions ever get this far, the database refuses the second (law 2).
      await tx.decision.create({
        data: {
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
      });
      if (response) await writeResponse(tx, event, after, "edit", response, documents);
      break;
    }
    case "decision_undone": {
      const { review_id } = event.data;
      await tx.decision.update({ where: { reviewId: review_id }, data: { undoneAt: at } });
      await tx.review.update({ where: { id: review_id }, data: { outcome: "undone" } });
      break;
    }
    case "attempt_started": {
      const { number, revision, digest } = event.data;
      const modelVersion = after.model.version;
      await tx.attempt.create({
        data: { runId, number, revision, digest, modelVersion, state: "prepared", preparedAt: at },
      });
      break;
    }
    case "attempt_progress": {
      const { number, phase, fence, lease_until, provider_id } = event.data;
      // A call whose end nobody knew and that is adopted after all goes from the earlier attempt to this one.
      if (provider_id !== null && number > 1) {
        const earlier = { runId, providerId: provider_id, number: { lt: number } };
        await tx.attempt.updateMany({ where: earlier, data: { providerId: null } });
      }
      await tx.attempt.update({
        where: { runId_number: { runId, number } },
        data: {
          state: phase,
          fence,
          leaseUntil: lease_until ? new Date(lease_until) : null,
          providerId: provider_id,
          submittedAt: after.attempt?.submitted_at ? new Date(after.attempt.submitted_at) : null,
        },
      });
      break;
    }
    case "attempt_finished": {
      const { number, outcome, provider_id, error, provider_ms, output_digest } = event.data;
      const output = output_digest ? parseJson(contentOf(documents, output_digest)) : null;
      await tx.attempt.update({
        where: { runId_number: { runId, number } },
        data: {
          state: "settled",
          outcome,
          leaseUntil: null,
          providerId: provider_id,
          error: toNullableColumn(error),
          output: toNullableColumn(output),
          metrics: { provider_ms },
          settledAt: at,
        },
      });
      break;
    }
    case "run_cancelled":
    case "run_expired":
      await closeReview(tx, runId, at, event.status);
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

async function writeResponse(
  tx: Transaction,
  event: RunEvent,
  after: RunState,
  kind: "audited" | "edit",
  ref: { revision: number; digest: string },
  documents: Documents,
): Promise<void> {
  await tx.responseRevision.create({
    data: {
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
    select: { number: true },
  });
}

/** Writes a transition's log entries into every table that is read from; same transaction, same order. */
export async function project(
  tx: Transaction,
  events: readonly RunEvent[],
  after: RunState,
  documents: Documents,
): Promise<void> {
  for (const event of events) await projectEvent(tx, event, after, documents);
}
