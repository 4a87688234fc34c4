import { digested, withoutTexts } from "@/lib/core/erasing";
import type { RunEvent } from "@/lib/core/events";
import type { Approval, RunState } from "@/lib/core/state";
import { fromColumn, toColumn, toNullableColumn } from "../connection/json-column";
import type { Rows } from "../connection/rows";
import { forgottenAnswer } from "../idempotency";
import { writtenEvent } from "./read-event";
import { eraseSecrets } from "./sealed-secrets";

/** The content of a payload or an answer that was erased: its digest stays. */
export const erasedContent = "null";

/** What a run keeps of its request, and of its model's description, once both were erased. */
export const erasedRequest = {
  user_email: null,
  agent_email: null,
  message_type: null,
  log_id: null,
  document_url: null,
  webhook_url: null,
  metadata: {},
  edits: null,
};
export function erasedDescription({ name, version }: RunState["model"]) {
  return { name, version, description: null, exampleInput: {}, openapiSchema: null };
}

async function eraseApproval(
  rows: Rows,
  reviewId: string,
  { person, message, on_behalf_of }: Approval,
): Promise<void> {
  const said = { message, onBehalfOf: toNullableColumn(on_behalf_of) };
  await rows.update("Approval", { reviewId, person }, said);
}

/** Writes what an entry says into the tables that were made of it, without its texts. */
async function eraseBeside(rows: Rows, entry: RunEvent): Promise<void> {
  const event = withoutTexts(entry);
  const runId = event.run_id;
  switch (event.type) {
    case "payload_revised": {
      const { revision: number, issues, changes, changes_said } = event.data;
      const left = { issues: toColumn(issues), changes: toColumn(changes_said ?? changes) };
      await rows.update("PayloadRevision", { runId, number }, { content: erasedContent, ...left });
      return;
    }
    case "awaiting_human": {
      const { id, reasons, approvals = [] } = event.data.review;
      await rows.update("Review", { id }, { reasons: toColumn(reasons) });
      for (const approval of approvals) await eraseApproval(rows, id, approval);
      return;
    }
    case "approval":
      return eraseApproval(rows, event.data.review_id, event.data.approval);
    case "decision": {
      const { review_id: reviewId, decision } = event.data;
      const said = { message: decision.message, onBehalfOf: toNullableColumn(decision.on_behalf_of) };
      await rows.update("Decision", { reviewId }, said);
      return;
    }
    case "attempt_finished": {
      const { number, error } = event.data;
      const left = { output: toNullableColumn(null), error: toNullableColumn(error) };
      await rows.update("Attempt", { runId, number }, left);
      return;
    }
  }
}

/** What no entry of the log names. */
async function eraseUnnamed(rows: Rows, { run_id: runId, model }: RunState): Promise<void> {
  for (const { number, issues } of await rows.pick("ResponseRevision", { runId }, ["number", "issues"])) {
    const left = toColumn(withoutTexts(fromColumn<object[]>(issues)));
    await rows.update("ResponseRevision", { runId, number }, { content: erasedContent, issues: left });
  }
  for (const { measured, trace } of await rows.find("ShadowRun", { runId })) {
    const left = [measured, trace].map((part) => toColumn(withoutTexts(fromColumn<object[]>(part))));
    await rows.update("ShadowRun", { runId }, { measured: left[0], trace: left[1] });
  }
  await rows.update(
    "Run",
    { id: runId },
    {
      userId: null,
      sessionId: null,
      userEmail: null,
      agentEmail: null,
      messageType: null,
      logId: null,
      request: toColumn(erasedRequest),
      description: toColumn(erasedDescription(model)),
    },
  );
  // Their rows go with the files.
  await rows.update("Artifact", { runId }, { sourceUrl: "" });
  await eraseSecrets(rows, runId);
  // The same request again is answered from the run as it is now.
  await rows.update("IdempotencyRecord", { runId }, forgottenAnswer);
}

/**
 * Erases every text that stands in a run's log and beside it: part of the transaction in which the log says so. An entry
 * loses its salt and keeps its hash; one without a salt stays as it is.
 */
export async function eraseDocuments(
  rows: Rows,
  erased: Extract<RunEvent, { type: "erased" }>,
  after: RunState,
): Promise<void> {
  const { run_id: runId, seq: last } = erased;
  const before = (await rows.find("RunEvent", { runId })).filter(({ seq }) => seq < last);
  for (const row of before.toSorted((a, b) => a.seq - b.seq)) {
    const entry = writtenEvent(row);
    await eraseBeside(rows, entry);
    if (row.salt === null) continue;
    const { message, data } = digested(entry, row.salt);
    await rows.update("RunEvent", { runId, seq: row.seq }, { message, data: toColumn(data), salt: null });
  }
  await eraseUnnamed(rows, after);
}
