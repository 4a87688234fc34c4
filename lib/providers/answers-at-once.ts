import { said } from "@/lib/contracts/sentences";
import type { Execution, Prediction, ProviderCall } from "./contract";
import { ProviderError } from "./provider-error";

/** What came of a call that answered at once. */
type Answered = Pick<Prediction, "output" | "error" | "version"> &
  Partial<Pick<Prediction, "unreadable" | "billedUsd">> & {
    /** The provider's own name for the call, for people, where it has one. */
    reference: string | null;
  };

interface Calling {
  label: string;
  now: () => Date;
  /** Sends once, and gives the answer; throws a `ProviderError`. */
  call(wanted: ProviderCall, signal: AbortSignal): Promise<Answered>;
  gather?: Execution["gather"];
}

/**
 * The calls of a provider that answers at once and tells of a call to nobody later: there is nothing to follow, to
 * cancel or to look up. Its `looks` are `none`.
 */
export function answersAtOnce({ label, now, call, gather }: Calling): Execution {
  return {
    ...(gather && { gather }),
    async submit(wanted, signal) {
      if (signal.aborted) throw new ProviderError("temporary", said("called_off_before"));
      const started = now();
      const { reference, error, output, ...told } = await call(wanted, signal);
      const ended = now();
      return {
        ...told,
        // Some give the same reference twice; an attempt's key is its own.
        id: reference === null ? wanted.attemptKey : `${wanted.attemptKey} (${reference.slice(0, 100)})`,
        status: error === null ? "succeeded" : "failed",
        output: error === null ? output : null,
        error,
        logs: "",
        progress: 1,
        startedAt: started.toISOString(),
        completedAt: ended.toISOString(),
        predictTimeMs: ended.getTime() - started.getTime(),
      };
    },
    async get() {
      throw new ProviderError("permanent", said("answer_not_kept", { label }));
    },
    // What has answered has ended.
    async cancel() {},
    async find() {
      throw new ProviderError("unknown", said("never_looked_up", { label }));
    },
  };
}
