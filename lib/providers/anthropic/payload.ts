import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import type { ProviderCall } from "../contract";
import { strictIssues } from "../payload/strict-issues";
import { anthropicLimits } from "./limits";
import { isDayOf, modelNamed } from "./names";

export const label = "Anthropic";

/** What may be sent, whatever schema a request brought along: nothing that would be left out, or has no known end. */
export const Conversation = z.strictObject({
  prompt: z.string().min(1),
  system: z.string().optional(),
  max_tokens: z.number().int().min(1).max(anthropicLimits.written),
});

/** Why a call would not be sent, known before anybody signs it; none when it would. */
export function callIssues(payload: JsonObject, { name, version }: ProviderCall["model"]): Issue[] {
  const model = modelNamed(name);
  if (model === null)
    return [modelIssue(said("not_named_right", { label, name: name.slice(0, 100), forms: ["text/…"] }))];
  const foreign = version !== null && !isDayOf(version, model);
  return [
    ...(foreign ? [modelIssue(said("version_of_other_model", { version: version.slice(0, 100) }))] : []),
    ...strictIssues(label, Conversation, payload),
  ];
}

function modelIssue(says: Parameters<typeof issueOf>[0]["says"]): Issue {
  return issueOf({
    field: "model",
    says,
    advises: said("name_other_model", { example: "text/claude-haiku-5-5" }),
  });
}
