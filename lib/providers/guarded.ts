import { createBreaker } from "./breaker";
import { type TokenBucket, tokenBucket } from "./budget";
import type { Provider } from "./contract";
import type { ProviderLimits } from "./limits";
import { ProviderError } from "./provider-error";

/**
 * A provider that is asked no more than its budget allows and left alone while it is down. Submissions ask `admit`
 * first and wait as long as it says; reads fail as `temporary`, with the time to wait, before anything is sent.
 * Cancelling always goes out: it saves money.
 */
export function guarded(
  provider: Provider,
  { limits, now }: { limits: ProviderLimits; now: () => Date },
): Provider {
  const { execute, label } = provider;
  const submissions = tokenBucket(limits.submissions, now);
  const reads = tokenBucket(limits.reads, now);
  const breaker = createBreaker({ ...limits, label, now });
  const overBudget = `The budget of calls to ${label} is used up for the moment`;

  /** Why nothing may be sent to it now: it said so itself, or it is down. */
  function obstacle(): { until: Date; reason: string } | null {
    const { limited, retry_at, reason } = provider.getRateLimitStatus();
    if (limited) {
      const until = retry_at === null ? now() : new Date(retry_at);
      return { until, reason: reason ?? `${label} asks to wait` };
    }
    return breaker.status();
  }

  /** Takes a place for one call, or says when to come back. */
  function place(bucket: TokenBucket): { until: Date; reason: string } | null {
    const known = obstacle();
    if (known) return { ...known, until: bucket.promise(known.until) };
    const until = bucket.take();
    if (until) return { until, reason: overBudget };
    const wait = breaker.pass();
    return wait && { until: wait, reason: `${label} is being tried` };
  }

  function learn(bucket: TokenBucket, error: ProviderError, beside: boolean): void {
    // A model that cannot be looked up keeps nothing from being called, unless that look-up was the try itself.
    if (beside && error.status !== 429 && breaker.status() === null) return;
    // A look-up that cannot tell which call was ours did get an answer; a submission of unknown outcome did not.
    const silent = error.kind === "temporary" || (error.kind === "unknown" && bucket === submissions);
    if (error.status === 429) bucket.drain();
    if (silent && error.status !== 429) breaker.failed(error.message);
    else breaker.answered();
  }

  /** Makes a call and learns from how it ends. */
  async function watch<Result>(
    bucket: TokenBucket,
    call: () => Promise<Result>,
    beside = false,
  ): Promise<Result> {
    try {
      const result = await call();
      breaker.answered();
      return result;
    } catch (error) {
      if (error instanceof ProviderError) learn(bucket, error, beside);
      throw error;
    }
  }

  function read<Result>(call: () => Promise<Result>, beside = false): Promise<Result> {
    const wait = place(reads);
    if (wait === null) return watch(reads, call, beside);
    const retryAfterMs = Math.max(0, wait.until.getTime() - now().getTime());
    return Promise.reject(new ProviderError("temporary", wait.reason, { retryAfterMs }));
  }

  const { currentModel } = provider;
  return {
    ...provider,
    admit: () => place(submissions),
    getRateLimitStatus() {
      const known = obstacle();
      return known
        ? { limited: true, retry_at: known.until.toISOString(), reason: known.reason }
        : { limited: false, retry_at: null, reason: null };
    },
    ...(currentModel && { currentModel: (model, signal) => read(() => currentModel(model, signal), true) }),
    execute: {
      submit: (call, signal) => watch(submissions, () => execute.submit(call, signal)),
      get: (id, signal) => read(() => execute.get(id, signal)),
      cancel: (id, signal) => watch(reads, () => execute.cancel(id, signal)),
      find: (query, signal) => read(() => execute.find(query, signal)),
    },
  };
}
