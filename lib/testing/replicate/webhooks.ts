import { createHmac } from "node:crypto";
import type { WebhookDelivery, WebhookEvent } from "./types";

/**
 * The headers of a signed webhook: HMAC-SHA256 of `id.timestamp.body` under the base64 part of
 * a `whsec_…` secret (standardwebhooks.com, which Replicate follows).
 */
export function signWebhook(id: string, at: Date, body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

interface Outgoing {
  id: string;
  event: WebhookEvent;
  predictionId: string;
  url: string;
  body: string;
}

/** Sends signed webhooks one after the other, in order, and remembers each. */
export class WebhookSender {
  readonly deliveries: WebhookDelivery[] = [];
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly secret: string,
    private readonly now: () => Date,
  ) {}

  send(outgoing: Outgoing): void {
    this.tail = this.tail.then(async () => {
      const headers = signWebhook(outgoing.id, this.now(), outgoing.body, this.secret);
      await this.post({ ...outgoing, headers, status: null });
    });
  }

  /** Sends the same bytes again under the same id, as Replicate does when it was not answered. */
  async resend(delivery: WebhookDelivery): Promise<WebhookDelivery> {
    return this.post({ ...delivery, status: null });
  }

  /** Resolves when everything that was to be sent has been sent. */
  async settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = this.tail;
      await seen;
    } while (seen !== this.tail);
  }

  private async post(delivery: WebhookDelivery & { id?: string }): Promise<WebhookDelivery> {
    const { event, predictionId, url, headers, body } = delivery;
    const status = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => null,
    );
    const sent = { event, predictionId, url, headers, body, status };
    this.deliveries.push(sent);
    return sent;
  }
}
