import { createHmac } from "node:crypto";
import type { Context } from "../context";

/**
 * What the webhooks of somebody's runs are signed with, as Standard Webhooks writes a secret. It is derived from the
 * installation's key, so that each who asks has one of their own and none is kept.
 * @param ownerId the key or the person that asks for the runs
 */
export function webhookSecret({ secrets }: Pick<Context, "secrets">, ownerId: string): string {
  return `whsec_${secrets.key.tag("webhook secrets", ownerId).toString("base64")}`;
}

/** What an endpoint's messages are signed with by the number of its secret. */
export function endpointSecret(
  context: Pick<Context, "secrets">,
  endpointId: string,
  number: number,
): string {
  return webhookSecret(context, `${endpointId}:${number}`);
}

/** A message as it is sent. */
interface Message {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

/**
 * The headers that vouch for a message (Standard Webhooks 1.0.0, symmetric signatures): one signature by each secret, of
 * which a receiver needs to know one.
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, timestamp, body }: Message,
): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const hash = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`, "utf8");
    return `v1,${hash.digest("base64")}`;
  });
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}
