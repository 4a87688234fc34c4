import { isSealed } from "@/lib/contracts/is-sealed";
import { JsonObject } from "@/lib/contracts/json";
import type { Sealed } from "@/lib/contracts/sealed";
import { asSaid } from "@/lib/contracts/sentences";
import { withEveryText } from "@/lib/core/every-text";
import { type OpenSecret, type Scrub, scrubOf } from "@/lib/core/sealed/scrub";
import { type PlacedSeal, replaceIn, sealedIn } from "@/lib/core/sealed/sealed-in";
import type { Execution, Prediction, Provider, ProviderCall } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { loadSecrets } from "@/lib/store/runs/sealed-secrets";
import type { Context } from "../context";

/** The provider's calls for one run: given what was signed, they send the secrets, and nothing of these comes back. */
export interface Calls {
  /** The first sealed value of a signed payload whose secret is not there, or is not the one that was signed. */
  firstMissing(payload: JsonObject): PlacedSeal | null;
  execute: Execution;
}

/**
 * Calls of a provider on behalf of a run. A secret is put in only here, and only when it has the name that was signed;
 * what the provider says is kept without it. The sandbox is given what may be shown: it keeps what it is given.
 */
export async function callsOf(context: Context, runId: string, provider: Provider): Promise<Calls> {
  const secrets = new Map<string, OpenSecret>();
  for (const [mac, kept] of await loadSecrets(context.db.prisma, runId)) {
    const secret = context.secrets.key.unlock(runId, kept);
    if (secret) secrets.set(mac, { ...secret, sealed: { $sealed: mac, shown: kept.shown } });
  }
  const known = ({ $sealed, shown }: Sealed) => {
    const secret = secrets.get($sealed);
    return secret?.sealed.shown === shown ? secret : undefined;
  };
  const open = (payload: JsonObject): JsonObject =>
    JsonObject.parse(
      replaceIn(payload, (value) => {
        if (!isSealed(value)) return undefined;
        return provider.sandbox ? value.shown : known(value)?.value;
      }),
    );
  const firstMissing = (payload: JsonObject) =>
    sealedIn(payload).find(({ sealed }) => known(sealed) === undefined) ?? null;
  if (secrets.size === 0) return { firstMissing, execute: provider.execute };
  return { firstMissing, execute: scrubbed(provider.execute, open, scrubOf([...secrets.values()])) };
}

function scrubbed(execute: Execution, open: (payload: JsonObject) => JsonObject, scrub: Scrub): Execution {
  const opened = <Call extends ProviderCall>(call: Call): Call => ({
    ...call,
    payload: open(call.payload),
    scrub: scrub.text,
  });
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work;
    } catch (error) {
      throw withoutSecrets(error, scrub);
    }
  };
  const { gather } = execute;
  return {
    ...(gather && {
      gather: (call: ProviderCall, signal: AbortSignal) => guard(gather(opened(call), signal)),
    }),
    submit: async (call, signal) => withoutEchoes(scrub, await guard(execute.submit(opened(call), signal))),
    get: async (id, signal) => withoutEchoes(scrub, await guard(execute.get(id, signal, scrub.text))),
    cancel: (id, signal) => guard(execute.cancel(id, signal, scrub.text)),
    find: async (query, signal) => {
      const found = await guard(execute.find(opened(query), signal));
      return found && withoutEchoes(scrub, found);
    },
  };
}

/**
 * A prediction without secrets in what the model or the provider wrote. Its state, its times and its progress are words
 * and numbers of the contract, whatever a secret happens to be.
 */
export function withoutEchoes(scrub: Scrub, prediction: Prediction): Prediction {
  const { input, output, unreadable, error, logs, version, ...told } = prediction;
  return {
    ...told,
    version: scrub.shown(version),
    output: scrub.shown(output),
    logs: scrub.shown(logs),
    ...(unreadable === undefined ? {} : { unreadable: scrub.shown(unreadable) }),
    error: error === null ? null : withEveryText(asSaid(error), scrub.text),
    ...(input === undefined ? {} : { input: scrub.shown(scrub.sealed(input)) }),
  };
}

/** The same error with a clean sentence. What caused it is left out: nobody knows what it quotes. */
function withoutSecrets(error: unknown, scrub: Scrub): Error {
  if (!(error instanceof ProviderError))
    return new Error(scrub.text(error instanceof Error ? error.message : String(error)));
  const { kind, status, retryAfterMs, asksTooLongMs, heldBack } = error;
  const wait = asksTooLongMs ?? retryAfterMs;
  return new ProviderError(kind, withEveryText(error.said, scrub.text), {
    ...(status !== null && { status }),
    ...(wait !== null && { retryAfterMs: wait }),
    heldBack,
  });
}
