import type { Json } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { saidOfIssue } from "@/lib/core/issue";
import type { Execution, Prediction, ProviderCall } from "../contract";
import { validatePayload } from "../payload/validate-payload";
import { ProviderError } from "../provider-error";
import { sandboxModels, sandboxVersion } from "./models";
import type { Predictions, StoredCall } from "./predictions";
import { shareOf } from "./random";
import { outputOf } from "./render";

interface Behaviour {
  /** How long a call takes, in milliseconds. */
  delayMs: number;
  /** The share of calls that fail, 0 to 1; which ones follows from their attempt key. */
  failShare: number;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The sandbox's calls: accepted at once, done when their time is over, without anything running in between. */
export function sandboxExecution(
  predictions: Predictions,
  { delayMs, failShare, now }: Behaviour,
): Execution {
  async function look(id: string): Promise<Prediction> {
    const record = await predictions.read(id);
    if (record === null)
      throw new ProviderError("permanent", said("sandbox_call_unknown", { id }), { status: 404 });
    return predictionAt(record, await predictions.cancelledAt(id), now());
  }

  return {
    async submit(call, signal) {
      if (signal.aborted) throw new ProviderError("temporary", said("called_off_before"));
      refuseBadCall(call);
      const record = await predictions.add({
        attemptKey: call.attemptKey,
        model: call.model.name,
        version: call.model.version ?? sandboxVersion,
        payload: call.payload,
        submittedAt: now(),
        delayMs,
        fails: shareOf(call.attemptKey) < failShare,
      });
      return predictionAt(record, null, now());
    },
    get: (id) => look(id),
    async cancel(id) {
      const before = await look(id);
      if (before.status === "starting" || before.status === "processing") await predictions.cancel(id, now());
    },
    async find({ attemptKey, taken = [] }) {
      const [first] = (await predictions.ofAttempt(attemptKey)).filter(
        (record) => !taken.includes(record.id),
      );
      return first === undefined ? null : look(first.id);
    },
  };
}

function refuseBadCall({ model, payload }: ProviderCall): void {
  const known = sandboxModels.find((candidate) => candidate.name === model.name);
  if (known === undefined) {
    const names = sandboxModels.map((candidate) => candidate.name);
    throw new ProviderError("permanent", said("sandbox_model_unknown", { name: model.name, names }), {
      status: 404,
    });
  }
  const errors = validatePayload(payload, known).filter((issue) => issue.severity === "error");
  if (errors.length > 0) {
    const issues = errors.map(saidOfIssue);
    throw new ProviderError("permanent", said("sandbox_refused", { issues }), { status: 422 });
  }
}

function predictionAt(record: StoredCall, cancelledAt: number | null, now: number): Prediction {
  const end = record.submittedAt + record.delayMs;
  const cancelled = cancelledAt !== null && cancelledAt < end;
  const done = now >= end;
  const progress =
    record.delayMs === 0 ? 1 : Math.min(1, Math.max(0, (now - record.submittedAt) / record.delayMs));
  const status = cancelled ? "canceled" : !done ? "processing" : record.fails ? "failed" : "succeeded";
  const finishedAt = cancelled ? cancelledAt : done ? end : null;
  const output: Json = status === "succeeded" ? outputOf(record) : null;
  return {
    id: record.id,
    status,
    output,
    error: status === "failed" ? said("sandbox_failed") : null,
    logs: `sandbox: ${status}, ${Math.round(progress * 100)} %`,
    progress: status === "canceled" ? null : progress,
    startedAt: new Date(record.submittedAt).toISOString(),
    completedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    predictTimeMs: finishedAt === null ? null : finishedAt - record.submittedAt,
    version: record.version,
  };
}
