import { validateWebhook } from "replicate";
import { z } from "zod";
import type { IncomingWebhook, VerifiedWebhook } from "../contract";
import type { Ask } from "./ask";
import { jsonIn } from "./errors";
import { replicateLimits } from "./limits";

const Secret = z.looseObject({ key: z.string().min(1) });
const Reported = z.looseObject({ id: z.string().min(1) });

interface WebhookOptions {
  ask: Ask;
  /** As the settings give it; null asks Replicate for it, once. */
  secret: string | null;
  now: () => Date;
}

/**
 * Checks reports as https://replicate.com/docs/topics/webhooks/verify-webhook describes: signed over id, time and the
 * very body with the account's secret, and at most five minutes old, so that a caught report cannot be sent for ever.
 */
export function createWebhookCheck({ ask, secret: given, now }: WebhookOptions) {
  let secret: Promise<string> | null = given === null ? null : Promise.resolve(given);
  let notBefore = 0;

  /** A failed look-up is not repeated for a while: anybody may send us something that looks like a report. */
  async function theSecret(signal: AbortSignal): Promise<string | null> {
    if (secret === null) {
      if (now().getTime() < notBefore) return null;
      const request = { method: "GET", path: "/webhooks/default/secret" } as const;
      const asked = ask.read("read", Secret, "a webhook secret", request, signal).then(({ key }) => key);
      secret = asked;
      asked.catch(() => {
        secret = null;
        notBefore = now().getTime() + replicateLimits.secretRetryMs;
      });
    }
    return secret.catch(() => null);
  }

  return async ({ headers, body }: IncomingWebhook, signal: AbortSignal): Promise<VerifiedWebhook | null> => {
    const id = headers.get("webhook-id") ?? "";
    const timestamp = headers.get("webhook-timestamp") ?? "";
    const signature = headers.get("webhook-signature") ?? "";
    if (id === "" || id.length > replicateLimits.webhookIdLength || signature === "") return null;
    if (!/^\d{1,12}$/.test(timestamp)) return null;
    const age = now().getTime() - Number(timestamp) * 1000;
    if (Math.abs(age) > replicateLimits.webhookAgeMs) return null;
    const key = await theSecret(signal);
    if (key === null) return null;
    // The client's helper throws for what it cannot read; that is no report of Replicate's either.
    const valid = await validateWebhook({ id, timestamp, body, signature, secret: key }).catch(() => false);
    const report = valid ? Reported.safeParse(jsonIn(body)) : null;
    return report?.success ? { id, predictionId: report.data.id } : null;
  };
}
