import type { RunFailure } from "@/lib/contracts/parts";
import { asSaid, said } from "@/lib/contracts/sentences";
import { failure, saidOf } from "@/lib/core/failure";
import { storable, storableSaid, storableText } from "@/lib/core/storable";
import type { Prediction } from "@/lib/providers/contract";
import { documentOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { perform } from "../perform";
import type { Plan } from "../plan";
import { attemptInHand } from "./attempt-in-hand";
import { keepPartial, type LostFiles } from "./keep-partial";

const removed = failure("provider_data_removed", said("output_removed"));

/** What a call that ended without an answer becomes in the run. */
export function failureIn({ status, error }: Pick<Prediction, "status" | "error">): RunFailure {
  if (status === "canceled") return failure("provider_cancelled", said("cancelled_at_provider"));
  return failure("provider_failed", error === null ? said("model_failed") : storableSaid(asSaid(error)));
}

function withLost(reason: RunFailure, lost: LostFiles): RunFailure {
  const { code, temporary } = reason;
  return failure(code, said("and_files_lost", { why: saidOf(reason), ...lost }), { temporary });
}

type Optional = { [Key in "predictTimeMs" | "output" | "billedUsd"]?: Prediction[Key] };

/** Settles the attempt as failed, with what it had given out before, unless somebody settled it meanwhile. */
export async function settleFailure(
  context: Context,
  stored: StoredRun,
  attempt: number,
  {
    id: provider_id,
    predictTimeMs = null,
    output = null,
    billedUsd: billed_usd,
  }: Pick<Prediction, "id"> & Optional,
  reason: RunFailure,
): Promise<void> {
  const { digest, documents, lost, files } = await keepPartial(context, stored, output);
  const error = lost === null ? reason : withLost(reason, lost);
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, attempt)
      ? {
          command: {
            type: "settle_failed",
            attempt,
            provider_id,
            provider_ms: predictTimeMs,
            output_digest: digest,
            ...(billed_usd !== undefined && { billed_usd }),
            ...(files && { files }),
            error,
          },
          documents,
        }
      : null,
  );
}

/** The answer of a call that has one, as it settles the attempt; null where it has none, or none yet. */
export function planSuccess(attempt: number, prediction: Prediction): Plan | null {
  const { status, dataRemoved, output } = prediction;
  if (status !== "succeeded" || (dataRemoved && output === null)) return null;
  const { id: provider_id, predictTimeMs: provider_ms, unreadable, billedUsd: billed_usd } = prediction;
  // An answer was paid for: no character in it may keep it from being recorded.
  const { digest: output_digest, documents } = documentOf(storable(output));
  return {
    command: {
      type: "settle_succeeded",
      attempt,
      provider_id,
      provider_ms,
      output_digest,
      ...(unreadable && { unreadable: unreadable.map(storableText) }),
      ...(billed_usd !== undefined && { billed_usd }),
    },
    documents,
  };
}

/** Settles the attempt when the provider is done with it. @returns whether it was */
export async function settlePrediction(
  context: Context,
  stored: StoredRun,
  attempt: number,
  prediction: Prediction,
): Promise<boolean> {
  const { status } = prediction;
  if (status === "starting" || status === "processing") return false;
  const success = planSuccess(attempt, prediction);
  if (success === null) {
    const why = status === "succeeded" ? removed : failureIn(prediction);
    await settleFailure(context, stored, attempt, prediction, why);
    return true;
  }
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, attempt) ? success : null,
  );
  return true;
}
