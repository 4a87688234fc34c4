import type { z } from "zod";
import { said } from "@/lib/contracts/sentences";
import { ProviderError } from "../provider-error";
import { type LeftOut, readJson } from "../read-json";
import type { ReplicateAnswer, ReplicateClient, ReplicateRequest } from "./client";
import { lostAnswer, refusal, type Stake, unreadable } from "./errors";
import { replicateLimits } from "./limits";

interface AskOptions {
  client: ReplicateClient;
  token: string;
  now: () => Date;
}

/** Calls to Replicate whose every failure is a `ProviderError` of the right kind. */
export interface Ask {
  /** Sends; resolves for a success only, whatever its body. */
  call(stake: Stake, request: ReplicateRequest, signal: AbortSignal): Promise<ReplicateAnswer>;
  /** Sends, and reads the answer as `shape`; `what` names it in an error. */
  read<Shape extends z.ZodType>(
    stake: Stake,
    shape: Shape,
    what: string,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<z.infer<Shape>>;
  /** The same, with what had to be left out of the answer. */
  readWhole<Shape extends z.ZodType>(
    stake: Stake,
    shape: Shape,
    what: string,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<{ data: z.infer<Shape>; leftOut: LeftOut[] }>;
}

/** `ask` over a client. */
export function createAsk({ client, token, now }: AskOptions): Ask {
  async function call(
    stake: Stake,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<ReplicateAnswer> {
    if (token === "") throw new ProviderError("permanent", said("no_token"));
    if (signal.aborted) throw new ProviderError("temporary", said("called_off_before"));
    const answer = await client.send(request, signal).catch((cause: unknown) => {
      throw lostAnswer(stake, cause, token);
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(stake, answer, token, now());
  }

  const readWhole: Ask["readWhole"] = async (stake, shape, what, request, signal) => {
    const answer = await call(stake, request, signal);
    const read = answer.broken === null ? readJson(answer.text, replicateLimits.answer) : null;
    const parsed = read && shape.safeParse(read.value);
    if (!parsed?.success) throw unreadable(stake, answer, what);
    return { data: parsed.data, leftOut: read?.leftOut ?? [] };
  };

  return {
    call,
    readWhole,
    async read(stake, shape, what, request, signal) {
      return (await readWhole(stake, shape, what, request, signal)).data;
    },
  };
}
