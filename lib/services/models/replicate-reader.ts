import type { Json } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import { ProviderError } from "@/lib/providers/provider-error";
import type { ProviderRegistry } from "@/lib/providers/registry";

/** So many answers are kept, the oldest goes first: a page of models is long. */
const mostKept = 50;

interface Options {
  registry: ProviderRegistry;
  now: () => Date;
  /** Milliseconds one question may take. */
  timeout: number;
  /** Milliseconds for which an answer serves the next ones. */
  keptFor: number;
}

/** What is asked of Replicate for whoever asks here: it says nothing that depends on them. */
const part = "[\\w.-]{1,150}";
const readable = [
  "/account",
  "/hardware",
  "/collections",
  `/collections/${part}`,
  "/models",
  `/models/${part}/${part}`,
  `/models/${part}/${part}/(?:versions|examples)`,
  `/models/${part}/${part}/versions/${part}`,
  "/deployments",
  `/deployments/${part}/${part}`,
  "/search",
].map((pattern) => new RegExp(`^${pattern}$`));

/** True for an address of Replicate's that may be read through this installation. */
export function isReadable(path: string): boolean {
  return !/\/\.+(?:\/|$)/.test(path) && readable.some((pattern) => pattern.test(path));
}

function refusalOf(error: ProviderError, path: string): CodedError {
  if (error.status === 404) return new CodedError("not_found", `Replicate has nothing at ${path}.`);
  if (error.status === 429 || error.heldBack !== null)
    return new CodedError("rate_limit_exceeded", error.message, {
      retryAfterSeconds: Math.ceil((error.retryAfterMs ?? 1_000) / 1_000),
    });
  return new CodedError("provider_error", error.message);
}

/**
 * Asks Replicate for what a client reads of it; answers of a moment ago serve the next ones.
 * @returns asks for a path below its API's address
 * @throws CodedError `not_found`, `rate_limit_exceeded`, `provider_error`
 */
export function replicateReader({ registry, now, timeout, keptFor }: Options) {
  const kept = new Map<string, { at: number; answer: Promise<Json> }>();
  return async (path: string, params: Record<string, string>): Promise<Json> => {
    const provider = registry.list().find(({ name }) => name === "replicate");
    if (!isReadable(path) || !provider?.readThrough)
      throw new CodedError("not_found", `There is nothing at ${path} that may be read here.`);
    const key = `${path}?${new URLSearchParams(params)}`;
    const at = now().getTime();
    const known = kept.get(key);
    const fresh = known !== undefined && Math.abs(at - known.at) < keptFor;
    const answer = fresh
      ? known.answer
      : provider.readThrough({ path, params }, AbortSignal.timeout(timeout));
    if (!fresh) {
      kept.delete(key);
      kept.set(key, { at, answer });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      // A failure is nobody's answer: the next one asks anew.
      answer.catch(() => kept.delete(key));
    }
    try {
      return await answer;
    } catch (error) {
      throw error instanceof ProviderError ? refusalOf(error, path) : error;
    }
  };
}
