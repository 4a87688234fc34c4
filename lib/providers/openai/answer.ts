import { z } from "zod";
import type { Json } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { answeredOtherwise } from "../provider-error";
import { readJson } from "../read-json";
import type { WholeAnswer } from "../through-client";
import { openAiLimits } from "./limits";
import type { Operation } from "./names";
import { label } from "./payload";

/** A field that nothing hangs on: what cannot be read counts as not told. */
const told = <Value>(shape: z.ZodType<Value>) => shape.nullish().catch(null);
const count = told(z.number().int().nonnegative());

/** `ImagesResponse` of OpenAI's description. */
const Pictures = z.looseObject({
  data: z.array(z.looseObject({ b64_json: told(z.string()), url: told(z.string()) })),
  output_format: told(z.enum(["png", "jpeg", "webp"])),
  usage: told(
    z.looseObject({
      input_tokens: count,
      output_tokens: count,
      input_tokens_details: told(z.looseObject({ text_tokens: count, image_tokens: count })),
    }),
  ),
});

/** `CreateChatCompletionResponse` of OpenAI's description. */
const Completion = z.looseObject({
  model: told(z.string()),
  choices: z.array(
    z.looseObject({
      finish_reason: told(z.string()),
      message: z.looseObject({ content: told(z.string()), refusal: told(z.string()) }),
    }),
  ),
  usage: told(z.looseObject({ prompt_tokens: count, completion_tokens: count })),
});

/** Tokens that were charged. */
export interface Usage {
  text: number;
  image: number;
  output: number;
}

/** What an answer says, whichever operation it was. */
export interface ReadAnswer {
  output: Json;
  /** Parts that are not whole, where and why. */
  unreadable: string[];
  /** Why there is no answer though the call was made. */
  error: Said | null;
  /** The dated model that ran, where it tells. */
  model: string | null;
  usage: Usage | null;
}

/** Reads an answer of status 2xx. Throws a `ProviderError` of kind `unknown` when it is not what OpenAI describes. */
export function readAnswer(operation: Operation, answer: WholeAnswer): ReadAnswer {
  const read = answer.broken === null ? readJson(answer.text, openAiLimits.answer) : null;
  if (operation === "text") {
    const parsed = Completion.safeParse(read?.value);
    if (!parsed.success) throw answeredOtherwise(label, "a completion", answer);
    return completionOf(parsed.data);
  }
  const parsed = Pictures.safeParse(read?.value);
  if (!parsed.success) throw answeredOtherwise(label, "a list of pictures", answer);
  return picturesOf(parsed.data);
}

function picturesOf({ data, output_format, usage }: z.infer<typeof Pictures>): ReadAnswer {
  const type = `image/${output_format ?? "png"}`;
  const image = usage?.input_tokens_details?.image_tokens ?? 0;
  return {
    // The bytes themselves: OpenAI keeps no file that could be fetched later.
    output: data.map(({ b64_json, url }) => (b64_json ? `data:${type};base64,${b64_json}` : (url ?? null))),
    unreadable: [],
    error: null,
    model: null,
    usage: usage
      ? {
          text: usage.input_tokens_details?.text_tokens ?? Math.max(0, (usage.input_tokens ?? 0) - image),
          image,
          output: usage.output_tokens ?? 0,
        }
      : null,
  };
}

function completionOf({ choices, model, usage }: z.infer<typeof Completion>): ReadAnswer {
  const refusals = choices.filter(
    ({ message, finish_reason }) => message.refusal || finish_reason === "content_filter",
  );
  const [refused] = refusals.length === choices.length ? refusals : [];
  const texts = choices.map(({ message }) => message.content ?? null);
  const [only = null] = texts;
  return {
    output: texts.length > 1 ? texts : only,
    unreadable: choices.flatMap(({ finish_reason }, at) =>
      finish_reason === "length"
        ? [`${texts.length > 1 ? `/${at}` : ""}: the answer was cut off at the longest that was asked for`]
        : [],
    ),
    error: refused ? said("content_refused", { label, detail: refused.message.refusal || null }) : null,
    model: model ?? null,
    usage: usage ? { text: usage.prompt_tokens ?? 0, image: 0, output: usage.completion_tokens ?? 0 } : null,
  };
}
