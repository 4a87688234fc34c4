import type { Said } from "@/lib/contracts/said";
import { asSaid, english, said } from "@/lib/contracts/sentences";
import { withEveryText } from "@/lib/core/every-text";
import { createBreaker } from "./breaker";
import { type TokenBucket, tokenBucket } from "./budget";
import type { Execution, Provider, Scrubbing, Wait } from "./contract";
import { createGate, type Gate } from "./gate";
import { type Budget, type ProviderLimits, readThroughBudget } from "./limits";
import { ProviderError } from "./provider-error";

/** One of the two kinds of calls: how many there may be, and whether the provider says it is enough. */
interface Lane {
  bucket: TokenBucket;
  gate: Gate;
}

interface Watching {
  /** A call beside those for runs: its failure keeps none of these from being made. */
  beside?: boolean;
  /** Which call of whose it is, so that one that comes again and again is not taken for many. */
  about?: string;
  /** Takes the call's secrets out of a sentence: why a provider is left alone is told to all. */
  scrub?: Scrubbing | undefined;
}

/**
 * A provider that is asked no more than its budget allows and left alone while it is down. Submissions ask `admit`
 * first and wait as long as it says; reads fail as `temporary`, with the time to wait, before anything is sent.
 * Cancelling always goes out: it saves money.
 *
 * Down is a provider that does not answer: no connection, no answer in time, 5xx. Whatever else it says is an answer,
 * and concerns the run that it was given to and no other (law 12).
 */
export function guarded(
  provider: Provider,
  { limits, now }: { limits: ProviderLimits; now: () => Date },
): Provider {
  const { execute, label } = provider;
  const lane = (budget: Budget): Lane => ({
    bucket: tokenBucket(budget, now),
    gate: createGate({ refusals: limits.refusals, label, now }),
  });
  const submissions = lane(limits.submissions);
  const reads = lane(limits.reads);
  // What clients read by themselves takes nothing from what runs need.
  const through = lane(readThroughBudget);
  const breaker = createBreaker({ ...limits, label, now });
  const overBudget = said("calls_used_up", { label });

  /** Why nothing may be sent to it now: it said so itself, or it is down. */
  function obstacle(...lanes: Lane[]): { until: Date; reason: Said } | null {
    const { limited, retry_at, reason, said: says } = provider.getRateLimitStatus();
    if (limited) {
      const until = retry_at === null ? now() : new Date(retry_at);
      return { until, reason: asSaid(says ?? reason ?? said("asks_to_wait", { label })) };
    }
    for (const { gate } of lanes) {
      const closed = gate.status();
      if (closed) return closed;
    }
    return breaker.status();
  }

  /** Takes a place for one call, or says when to come back. */
  function place(one: Lane): Wait | null {
    const known = obstacle(one);
    if (known) return { kind: "provider_rest", ...known, until: one.bucket.promise(known.until) };
    const until = one.bucket.take();
    if (until) return { kind: "rate_limit", until, reason: overBudget };
    const wait = breaker.pass();
    return wait && { kind: "provider_rest", until: wait, reason: said("being_tried", { label }) };
  }

  function learn(one: Lane, error: ProviderError, { beside = false, about, scrub }: Watching): void {
    if (error.elsewhere) return;
    const why = scrub ? withEveryText(error.said, scrub) : error.said;
    if (error.status === 429) {
      one.bucket.drain();
      const { retryAfterMs, asksTooLongMs } = error;
      one.gate.refused({ said: why, retryAfterMs, asksTooLongMs }, about);
      breaker.answered();
      return;
    }
    // A model that cannot be looked up keeps nothing from being called, unless that look-up was the try itself.
    if (beside && breaker.status() === null) return;
    // A look-up that cannot tell which call was ours did get an answer; a submission of unknown outcome did not.
    const unanswered = error.kind === "temporary" || (error.kind === "unknown" && one === submissions);
    const silent = error.status === null ? unanswered : error.status >= 500 || error.status === 408;
    if (silent) {
      // A submission that fails again was tried again after a while, by the only one who may try: that counts.
      breaker.failed(why, one === reads ? about : undefined);
      return;
    }
    breaker.answered();
    if (error.kind === "permanent") one.gate.taken();
  }

  /** Makes a call and learns from how it ends. */
  async function watch<Result>(
    one: Lane,
    call: () => Promise<Result>,
    watching: Watching = {},
  ): Promise<Result> {
    try {
      const result = await call();
      breaker.answered();
      one.gate.taken();
      return result;
    } catch (error) {
      if (error instanceof ProviderError) learn(one, error, watching);
      throw error;
    }
  }

  function read<Result>(
    call: () => Promise<Result>,
    watching: Watching = {},
    one: Lane = reads,
  ): Promise<Result> {
    const wait = place(one);
    if (wait === null) return watch(one, call, watching);
    const retryAfterMs = Math.max(0, wait.until.getTime() - now().getTime());
    return Promise.reject(new ProviderError("temporary", wait.reason, { retryAfterMs, heldBack: wait.kind }));
  }

  /** An upload calls nothing and is no reading: it waits where calls do, and what comes of it counts. */
  const guardedUpload =
    (upload: NonNullable<Execution["upload"]>): Execution["upload"] =>
    (file, signal) =>
      watch(reads, () => upload(file, signal));
  const { currentModel, describeModel, readThrough } = provider;
  return {
    ...provider,
    admit: () => place(submissions),
    getRateLimitStatus() {
      const known = obstacle(submissions, reads);
      return known
        ? { limited: true, retry_at: known.until.toISOString(), ...spoken(known.reason) }
        : { limited: false, retry_at: null, reason: null };
    },
    ...(currentModel && {
      currentModel: (model, signal) => read(() => currentModel(model, signal), { beside: true }),
    }),
    ...(describeModel && {
      describeModel: (name, signal) => read(() => describeModel(name, signal), { beside: true }),
    }),
    ...(readThrough && {
      readThrough: (address, signal) => read(() => readThrough(address, signal), { beside: true }, through),
    }),
    execute: {
      // Whose files they are they tell nothing of this provider.
      ...(execute.gather && { gather: execute.gather }),
      ...(execute.upload && { upload: guardedUpload(execute.upload) }),
      submit: (call, signal) =>
        watch(submissions, () => execute.submit(call, signal), { about: call.attemptKey, scrub: call.scrub }),
      get: (id, signal, scrub) => read(() => execute.get(id, signal), { about: id, scrub }),
      cancel: (id, signal, scrub) => watch(reads, () => execute.cancel(id, signal), { scrub }),
      find: (query, signal) => read(() => execute.find(query, signal), { scrub: query.scrub }),
    },
  };
}

function spoken(reason: Said) {
  return { reason: english(reason), said: reason };
}
