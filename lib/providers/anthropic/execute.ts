import { printJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import { saidOfIssue } from "@/lib/core/issue";
import { answersAtOnce } from "../answers-at-once";
import type { Execution, ProviderCall } from "../contract";
import { lostAnswer } from "../lost-answer";
import { keyMissing, ProviderError } from "../provider-error";
import { withoutKey } from "../told-error";
import { readAnswer } from "./answer";
import type { AnthropicClient } from "./client";
import { billOf } from "./cost";
import { refusal } from "./errors";
import { modelNamed } from "./names";
import { Conversation, callIssues, label } from "./payload";

interface ExecuteOptions {
  client: AnthropicClient;
  key: string;
  now: () => Date;
}

/** Anthropic's calls: one prompt, answered at once. `submit` throws a `ProviderError` of all three kinds. */
export function createExecution({ client, key, now }: ExecuteOptions): Execution {
  return answersAtOnce({
    label,
    now,
    async call({ payload, model }, signal) {
      if (key === "") throw keyMissing(label, "ANTHROPIC_API_KEY");
      const named = namedIn({ payload, model });
      const { prompt, system, max_tokens } = Conversation.parse(payload);
      const body = printJson({
        model: model.version ?? named,
        max_tokens,
        ...(system && { system }),
        messages: [{ role: "user", content: prompt }],
      });
      const answer = await client
        // Its own way of writing JSON knows no BigInt: it is told that there is a body, and what is sent is ours.
        .send((sdk, options) => sdk.post("/v1/messages", { ...options, body: {} }), signal, body)
        .catch((cause: unknown) => {
          throw lostAnswer("submit", cause, { label, scrub: (words) => withoutKey(words, key) });
        });
      if (answer.status < 200 || answer.status >= 300) throw refusal(answer, key, now());
      const { usage, model: ran, unreadable, ...read } = readAnswer(answer);
      const billedUsd = usage && billOf(named, usage);
      return {
        ...read,
        version: ran,
        reference: answer.headers.get("request-id"),
        ...(unreadable.length > 0 && { unreadable }),
        ...(billedUsd !== null && { billedUsd }),
      };
    },
  });
}

function namedIn({ payload, model }: Pick<ProviderCall, "payload" | "model">): string {
  const named = modelNamed(model.name);
  const [issue] = callIssues(payload, model);
  if (named !== null && !issue) return named;
  throw new ProviderError("permanent", issue ? saidOfIssue(issue) : said("no_owner_and_name"));
}
