import type { RunFailure } from "@/lib/contracts/parts";
import { digestOf } from "@/lib/core/digest";
import { storable, storableText } from "@/lib/core/storable";
import type { Prediction } from "@/lib/providers/contract";
import { documentsOf } from "@/lib/store/documents";
import type { StoredRun } from "@/lib/store/load-run";
import { attemptInHand } from "./attempt-in-hand";
import type { Context } from "./context";
import { keepPartial } from "./keep-partial";
import { perform } from "./perform";

const removed: RunFailure = {
  code: "provider_data_removed",
  message: "The call succeeded, but the provider has deleted its output before it could be read",
  temporary: false,
};

function failure(prediction: Prediction): RunFailure {
  if (prediction.status === "canceled") {
    return {
      code: "provider_cancelled",
      message: "The call was cancelled at the provider",
      temporary: false,
    };
  }
  return {
    code: "provider_failed",
    message: storableText(prediction.error ?? "The model failed"),
    temporary: false,
  };
}

type Optional = { [Key in "predictTimeMs" | "output"]?: Prediction[Key] };

/** Settles the attempt as failed, with what it had given out before, unless somebody settled it meanwhile. */
export async function settleFailure(
  context: Context,
  stored: StoredRun,
  attempt: number,
  { id: provider_id, predictTimeMs = null, output = null }: Pick<Prediction, "id"> & Optional,
  failure: RunFailure,
): Promise<void> {
  const { digest, documents, lost } = await keepPartial(context, stored, output);
  const error = lost === "" ? failure : { ...failure, message: `${failure.message}. ${lost}` };
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, attempt)
      ? {
          command: {
            type: "settle_failed",
            attempt,
            provider_id,
            provider_ms: predictTimeMs,
            output_digest: digest,
            error,
          },
          documents,
        }
      : null,
  );
}

/** Settles the attempt when the provider is done with it. @returns whether it was */
export async function settlePrediction(
  context: Context,
  stored: StoredRun,
  attempt: number,
  prediction: Prediction,
): Promise<boolean> {
  if (prediction.status === "starting" || prediction.status === "processing") return false;
  if (prediction.status !== "succeeded") {
    await settleFailure(context, stored, attempt, prediction, failure(prediction));
    return true;
  }
  if (prediction.dataRemoved && prediction.output === null) {
    await settleFailure(context, stored, attempt, prediction, removed);
    return true;
  }
  const { id: provider_id, predictTimeMs: provider_ms, unreadable } = prediction;
  // An answer was paid for: no character in it may keep it from being recorded.
  const output = storable(prediction.output);
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, attempt)
      ? {
          command: {
            type: "settle_succeeded",
            attempt,
            provider_id,
            provider_ms,
            output_digest: digestOf(output),
            ...(unreadable && { unreadable: unreadable.map(storableText) }),
          },
          documents: documentsOf(output),
        }
      : null,
  );
  return true;
}
