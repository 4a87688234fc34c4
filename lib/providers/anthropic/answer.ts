import { z } from "zod";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { answeredOtherwise } from "../provider-error";
import { readJson } from "../read-json";
import type { WholeAnswer } from "../through-client";
import { anthropicLimits } from "./limits";
import { label } from "./payload";

/** A field that nothing hangs on: what cannot be read counts as not told. */
const told = <Value>(shape: z.ZodType<Value>) => shape.nullish().catch(null);
const count = told(z.number().int().nonnegative());

/** `Message` of Anthropic's description; of its content only texts are an answer, not what it thought. */
const Message = z.looseObject({
  type: z.literal("message"),
  model: told(z.string()),
  content: z.array(z.looseObject({ type: z.string(), text: told(z.string()) })),
  stop_reason: told(z.string()),
  stop_details: told(z.looseObject({ explanation: told(z.string()) })),
  usage: told(
    z.looseObject({
      input_tokens: count,
      output_tokens: count,
      cache_creation_input_tokens: count,
      cache_read_input_tokens: count,
    }),
  ),
});

/** Tokens that were charged. */
export interface Usage {
  read: number;
  cacheWritten: number;
  cacheRead: number;
  written: number;
}

/** What an answer says. */
export interface ReadAnswer {
  output: string | null;
  /** Why the text is not whole; empty when it is. */
  unreadable: string[];
  /** Why there is no answer though the call was made. */
  error: Said | null;
  /** The dated model that ran, where it tells. */
  model: string | null;
  usage: Usage | null;
}

/** Why an answer ends before it is whole. */
const cutOff: Readonly<Record<string, string>> = {
  max_tokens: ": the answer was cut off at the longest that was asked for",
  model_context_window_exceeded: ": the answer was cut off where the model can take no more",
};

/** Reads an answer of status 2xx. Throws a `ProviderError` of kind `unknown` when it is not what Anthropic describes. */
export function readAnswer(answer: WholeAnswer): ReadAnswer {
  const read = answer.broken === null ? readJson(answer.text, anthropicLimits.answer) : null;
  const parsed = Message.safeParse(read?.value);
  if (!parsed.success) throw answeredOtherwise(label, "a message", answer);
  const { content, stop_reason, stop_details, model, usage } = parsed.data;
  const texts = content.flatMap(({ type, text }) => (type === "text" && text ? [text] : []));
  const cut = cutOff[stop_reason ?? ""];
  const declined = stop_reason === "refusal";
  return {
    output: texts.length > 0 ? texts.join("") : null,
    unreadable: cut === undefined ? [] : [cut],
    error: declined ? said("content_refused", { label, detail: stop_details?.explanation || null }) : null,
    model: model ?? null,
    usage: usage
      ? {
          read: usage.input_tokens ?? 0,
          cacheWritten: usage.cache_creation_input_tokens ?? 0,
          cacheRead: usage.cache_read_input_tokens ?? 0,
          written: usage.output_tokens ?? 0,
        }
      : null,
  };
}
