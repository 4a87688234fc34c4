import { JsonObject } from "@/lib/contracts/json";
import { isLegal } from "@/lib/core/legal";
import { documentOf, documentsOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { type CollectedAnswer, collectAnswer } from "./calls/collect-answer";
import { modelForReview } from "./calls/model-watch";
import type { Context } from "./context";
import { givenEdits } from "./decisions/edited-payload";
import type { Plan } from "./plan";
import { planRequest } from "./requests/plan-request";
import { providerOf, storedModel } from "./requests/stored-model";
import { findRequest } from "./requests/unchecked";
import type { KnownSecrets } from "./secrets/secret-issues";

async function planInformation(context: Context, stored: StoredRun): Promise<Plan> {
  const { prompt, attachments } = stored.state;
  const asked = { model: storedModel(stored), request: { prompt, attachments } };
  const found = await findRequest(providerOf(context, stored), asked);
  return { command: { type: "assess_information", ...found } };
}

async function planPayload(context: Context, stored: StoredRun, secrets: KnownSecrets): Promise<Plan> {
  const model = storedModel(stored);
  const { prompt, attachments, policy, rules = [] } = stored.state;
  const { seen, issues } = await modelForReview(context, stored);
  const { proposed, fixed, edited } = await planRequest({
    provider: providerOf(context, stored),
    model,
    request: { prompt, attachments },
    ...givenEdits(stored),
    secrets,
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

/** What an answer that was gathered comes to in the run. */
export function planAnswer({ value, ...found }: CollectedAnswer): Plan {
  const { digest, documents } = documentOf(value);
  return { command: { type: "assess_response", digest, ...found }, documents };
}

async function planResponse(context: Context, stored: StoredRun): Promise<Plan | Date> {
  const collected = await collectAnswer(context, stored);
  return collected instanceof Date ? collected : planAnswer(collected);
}

/**
 * What the run's present step needs when it is the machine's turn: it looks at the request, builds the payload, or
 * checks the answer.
 * @param secrets reads those that are kept for the run
 * @returns null when it is nobody's or somebody else's turn, or when to ask again
 * @throws CodedError `rate_limit_exceeded` when too much waits already to be reckoned
 */
export async function planNextStep(
  context: Context,
  stored: StoredRun,
  secrets: () => Promise<KnownSecrets>,
): Promise<Plan | Date | null> {
  const { state } = stored;
  if (isLegal("assess_information", state)) return planInformation(context, stored);
  if (isLegal("assess_payload", state)) return planPayload(context, stored, await secrets());
  if (isLegal("assess_response", state)) return planResponse(context, stored);
  return null;
}
