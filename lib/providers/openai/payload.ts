import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import type { ProviderCall } from "../contract";
import { strictIssues } from "../payload/strict-issues";
import { openAiLimits } from "./limits";
import { namedOf, type Operation, operations } from "./names";

export const label = "OpenAI";

const prompt = z.string().min(1);
const pictures = {
  prompt,
  n: z.number().int().min(1).max(openAiLimits.pictures).optional(),
  size: z
    .string()
    .regex(/^(auto|[1-9]\d{2,3}x[1-9]\d{2,3})$/)
    .optional(),
  quality: z.enum(["auto", "low", "medium", "high"]).optional(),
  output_format: z.enum(["png", "jpeg", "webp"]).optional(),
};

/**
 * What may be sent, whatever schema a request brought along: nothing that costs more than the estimate knows, gives no
 * answer (`stream`), or would be left out.
 */
export const payloads = {
  images: z.strictObject({
    ...pictures,
    background: z.enum(["auto", "opaque", "transparent"]).optional(),
    moderation: z.enum(["auto", "low"]).optional(),
  }),
  edits: z.strictObject({
    ...pictures,
    image: z.union([z.string(), z.array(z.string()).min(1).max(openAiLimits.files)]),
    mask: z.string().optional(),
  }),
  text: z.strictObject({
    prompt,
    system: z.string().optional(),
    // Without it nobody knows what an answer may cost.
    max_completion_tokens: z.number().int().min(1).max(128_000),
  }),
} as const satisfies Record<Operation, z.ZodType>;

/** Why a call would not be sent, known before anybody signs it; none when it would. */
export function callIssues(payload: JsonObject, { name, version }: ProviderCall["model"]): Issue[] {
  const named = namedOf(name);
  if (named === null) {
    const forms = operations.map((operation) => `${operation}/…`);
    return [modelIssue(said("not_named_right", { label, name: name.slice(0, 100), forms }))];
  }
  const foreign = version !== null && !isDated(version, named.model);
  return [
    ...(foreign ? [modelIssue(said("version_of_other_model", { version: version.slice(0, 100) }))] : []),
    ...strictIssues(label, payloads[named.operation], payload),
  ];
}

/** A version is the model's own name with a date. */
function isDated(version: string, model: string): boolean {
  return version.startsWith(`${model}-`) && /^\d{4}-\d\d-\d\d$/.test(version.slice(model.length + 1));
}

function modelIssue(says: Parameters<typeof issueOf>[0]["says"]): Issue {
  return issueOf({
    field: "model",
    says,
    advises: said("name_other_model", { example: "text/gpt-5.4-mini" }),
  });
}
