import { JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import { isLegal } from "@/lib/core/legal";
import { documentsOf } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import { buildRequest, checkBuilt, findingsOf, withIssues } from "./build";
import { collectAnswer } from "./collect-answer";
import type { Context } from "./context";
import { checkEdited, editsOf } from "./edited-payload";
import { modelForReview } from "./model-watch";
import { type Plan, perform } from "./perform";
import { providerOf, storedModel } from "./stored-model";

function assessInformation(context: Context, stored: StoredRun): Plan {
  const built = buildRequest(providerOf(context, stored), storedModel(stored), stored.state);
  return { command: { type: "assess_information", ...findingsOf(built) } };
}

async function assessPayload(context: Context, stored: StoredRun): Promise<Plan> {
  const provider = providerOf(context, stored);
  const model = storedModel(stored);
  const built = buildRequest(provider, model, stored.state);
  const edited = checkEdited(provider, model, stored.state, built, editsOf(stored, built.fixed));
  const { seen, issues } = await modelForReview(context, stored);
  const { proposed, fixed } = checkBuilt(provider, model, built);
  return {
    command: {
      type: "assess_payload",
      example_digest: digestOf(model.exampleInput),
      proposed: withIssues(proposed, issues),
      ...(fixed ? { fixed: withIssues(fixed, issues) } : {}),
      ...(edited ? { edited: withIssues(edited.checked, issues) } : {}),
      seen,
    },
    documents: documentsOf(
      JsonObject.parse(model.exampleInput),
      built.proposal.payload,
      built.fixed.payload,
      ...(edited ? [edited.payload] : []),
    ),
  };
}

async function assessResponse(context: Context, stored: StoredRun): Promise<Plan | Date> {
  const collected = await collectAnswer(context, stored);
  if (collected instanceof Date) return collected;
  const { value, issues, quality } = collected;
  return {
    command: { type: "assess_response", digest: digestOf(value), issues, quality },
    documents: documentsOf(value),
  };
}

/** The older path waits for its call in one process; a record that is open after its time has lost it. */
const interrupted: Plan = {
  command: {
    type: "fail",
    error: {
      code: "interrupted",
      message: "The server stopped during the call; whether the provider carried it out is not known",
      temporary: false,
    },
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
    if (isLegal("assess_information", state)) return assessInformation(context, stored);
    if (isLegal("assess_payload", state)) return assessPayload(context, stored);
    if (!isLegal("assess_response", state)) return null;
    const plan = await assessResponse(context, stored);
    if (!(plan instanceof Date)) return plan;
    again = plan;
    return null;
  });
  return again;
}
