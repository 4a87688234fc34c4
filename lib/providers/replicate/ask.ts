import type { z } from "zod";
import { ProviderError } from "../provider-error";
import type { ReplicateAnswer, ReplicateClient, ReplicateRequest } from "./client";
import { lostAnswer, parseJson, refusal, type Stake, unreadable } from "./errors";

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
}

/** `ask` over a client. */
export function createAsk({ client, token, now }: AskOptions): Ask {
  async function call(
    stake: Stake,
    request: ReplicateRequest,
    signal: AbortSignal,
  ): Promise<ReplicateAnswer> {
    if (token === "")
      throw new ProviderError("permanent", "Replicate has no API token: set REPLICATE_API_TOKEN.");
    if (signal.aborted) throw new ProviderError("temporary", "The call was called off before it was sent.");
    const answer = await client.send(request, signal).catch((cause: unknown) => {
      throw lostAnswer(stake, cause, token);
    });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(stake, answer, token, now());
  }

  return {
    call,
    async read(stake, shape, what, request, signal) {
      const answer = await call(stake, request, signal);
      const parsed = shape.safeParse(parseJson(answer.text));
      if (!parsed.success) throw unreadable(stake, answer, what);
      return parsed.data;
    },
  };
}
