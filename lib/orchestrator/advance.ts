import { JsonObject } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import { failure } from "@/lib/core/failure";
import { isLegal } from "@/lib/core/legal";
import { documentOf, documentsOf } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import { loadSecrets } from "@/lib/store/sealed-secrets";
import { collectAnswer } from "./collect-answer";
import type { Context } from "./context";
import { givenEdits } from "./edited-payload";
import { foreignLimits } from "./limits";
import { modelForReview } from "./model-watch";
import { type Plan, perform } from "./perform";
import { planRequest } from "./plan-request";
import { providerOf, storedModel } from "./stored-model";
import { findRequest } from "./unchecked";

async function assessInformation(context: Context, stored: StoredRun): Promise<Plan> {
  const { prompt, attachments } = stored.state;
  const asked = { model: storedModel(stored), request: { prompt, attachments } };
  const found = await findRequest(providerOf(context, stored), asked);
  return { command: { type: "assess_information", ...found } };
}

async function assessPayload(context: Context, stored: StoredRun): Promise<Plan> {
  const model = storedModel(stored);
  const { prompt, attachments, policy, rules = [], run_id } = stored.state;
  const { seen, issues } = await modelForReview(context, stored);
  const { proposed, fixed, edited } = await planRequest({
    provider: providerOf(context, stored),
    model,
    request: { prompt, attachments },
    ...givenEdits(stored),
    secrets: await loadSecrets(context.db.prisma, run_id),
    ofModel: issues,
    policy,
    rules,
  });
  const planned = [proposed, fixed, edited].filter((one) => one !== null);
  const example = documentOf(JsonObject.parse(model.exampleInput));
  return {
    command: {
      type: "assess_payload",
      example_digest: example.digest,
      proposed: proposed.checked,
      ...(fixed && { fixed: fixed.checked }),
      ...(edited && { edited: edited.checked }),
      seen,
    },
    documents: new Map([...example.documents, ...documentsOf(...planned.map(({ payload }) => payload))]),
  };
}

/** What would be turned away because too much waits already is no failure of the run: it comes again. */
async function orLater(context: Context, work: () => Promise<Plan>): Promise<Plan | Date> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "rate_limit_exceeded") throw error;
    return new Date(context.clock().getTime() + foreignLimits.comeAgainSeconds * 1000);
  }
}

async function assessResponse(context: Context, stored: StoredRun): Promise<Plan | Date> {
  const collected = await collectAnswer(context, stored);
  if (collected instanceof Date) return collected;
  const { value, issues, quality } = collected;
  const { digest, documents } = documentOf(value);
  return { command: { type: "assess_response", digest, issues, quality }, documents };
}

/** The older path waits for its call in one process; a record that is open after its time has lost it. */
const interrupted: Plan = {
  command: {
    type: "fail",
    error: failure("interrupted", said("interrupted")),
  },
};

/**
 * Does what the run's present step needs, when it is the machine's turn: looks at the request, builds the payload,
 * or checks the answer. Running it twice, or late, does nothing: where the run is decides.
 * @returns when to run again, because something it needs is not to be had yet, or null
 */
export async function advanceRun(context: Context, runId: string): Promise<Date | null> {
  let again: Date | null = null;
  await perform(context, runId, async (stored) => {
    again = null;
    const { state } = stored;
    if (stored.path === "legacy") return isLegal("fail", state) ? interrupted : null;
    let plan: Plan | Date;
    if (isLegal("assess_information", state)) {
      plan = await orLater(context, () => assessInformation(context, stored));
    } else if (isLegal("assess_payload", state)) {
      plan = await orLater(context, () => assessPayload(context, stored));
    } else if (isLegal("assess_response", state)) {
      plan = await assessResponse(context, stored);
    } else return null;
    if (!(plan instanceof Date)) return plan;
    again = plan;
    return null;
  });
  return again;
}
