import { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { digestOf, digestOfText } from "@/lib/core/digest";
import { issueOf } from "@/lib/core/issue";
import type { AttemptState } from "@/lib/core/state";
import type { ProviderCall } from "@/lib/providers/contract";
import { loadPayload } from "@/lib/store/runs/commit";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { storedModel } from "../requests/stored-model";
import type { Calls } from "../secrets/calls";
import { missingSecret } from "../secrets/secret-issues";

/** Names an attempt for ever, at the provider too. */
export function attemptKey(runId: string, attempt: number): string {
  return `${runId}.${attempt}`;
}

/** Run and number of an attempt key, or null when it is none. */
export function attemptOf(key: string): { runId: string; number: number } | null {
  const match = /^(run_\w+)\.(\d{1,9})$/.exec(key);
  return match?.[1] && match[2] ? { runId: match[1], number: Number(match[2]) } : null;
}

/** Where a provider reports on an attempt: the address names it, so that a lost call can be found by it. */
function webhookUrl({ publicUrl }: Context, provider: string, key: string): string | null {
  return publicUrl === null ? null : `${publicUrl}/api/webhooks/${provider}?attempt=${key}`;
}

function drift(says: Said): Issue {
  return issueOf({ says, advises: said("look_again") });
}

/**
 * The call exactly as it was signed, or what differs from it (law 1): the stored text must still have the digest that
 * the attempt carries, the model must be described as it was when the payload was reviewed, and each secret must be
 * at hand. The payload holds their sealed forms.
 */
export async function signedCall(
  context: Context,
  stored: StoredRun,
  attempt: AttemptState,
  { firstMissing }: Pick<Calls, "firstMissing">,
): Promise<{ call: ProviderCall } | { issue: Issue }> {
  const { run_id, model: named } = stored.state;
  const { content } = await loadPayload(context.db.prisma, run_id, attempt.revision);
  if (digestOfText(content) !== attempt.digest) {
    return { issue: drift(said("revision_differs", { revision: attempt.revision })) };
  }
  const model = storedModel(stored);
  const { name, version, exampleInput, openapiSchema } = model;
  if (digestOf({ name, version, exampleInput, openapiSchema }) !== named.digest) {
    return { issue: drift(said("description_differs")) };
  }
  const payload = JsonObject.parse(parseJson(content));
  const missing = firstMissing(payload);
  if (missing !== null) return { issue: missingSecret(missing.pointer, missing.field) };
  return {
    call: {
      model: { name, version },
      payload,
      attemptKey: attemptKey(run_id, attempt.number),
      webhookUrl: webhookUrl(context, stored.state.model.provider, attemptKey(run_id, attempt.number)),
      cancelAfterSeconds: Math.ceil(context.limits.callDeadline / 1000),
    },
  };
}
