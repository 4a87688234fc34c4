import { z } from "zod";
import { HttpUrl } from "./create-run";
import { Pattern } from "./parts";

/** So many endpoints there may be: everything that ends or asks looks at all of them. */
export const mostWebhooks = 20;

/** What endpoints are told of. */
export const EndpointEvent = z.enum([
  "run.awaiting_human",
  "run.completed",
  "run.failed",
  "run.cancelled",
  "run.expired",
]);
export type EndpointEvent = z.infer<typeof EndpointEvent>;

/** What an endpoint is told when an admin tries it. */
export const testEvent = "webhook.test";

/** Which runs an endpoint is told of: all that is named must hold; nothing named is every run. */
export const WebhookFor = z.strictObject({
  provider: Pattern.optional(),
  /** `owner/name`, or with its provider `provider:owner/name`. */
  model: Pattern.optional(),
});
export type WebhookFor = z.infer<typeof WebhookFor>;

const events = z.array(EndpointEvent).min(1).max(EndpointEvent.options.length);

const webhookFields = {
  name: z.string().trim().min(1).max(200),
  events,
  for: WebhookFor,
  enabled: z.boolean(),
};

/** `POST /api/hitl/webhooks`. Left out, `events` is all of them, and `for` every run. */
export const CreateWebhook = z.strictObject({
  ...webhookFields,
  url: HttpUrl,
  events: events.default([...EndpointEvent.options]),
  for: WebhookFor.default({}),
  enabled: webhookFields.enabled.default(true),
});
export type CreateWebhook = z.infer<typeof CreateWebhook>;

/** `PATCH /api/hitl/webhooks/{id}`: counts from the next event on. `for` and `events` are replaced whole. */
export const ChangeWebhook = z.strictObject({ ...webhookFields, url: HttpUrl }).partial();
export type ChangeWebhook = z.infer<typeof ChangeWebhook>;

/** Why an endpoint is told nothing: an admin said so, it took nothing for days, or it said that it is gone (410). */
export const WebhookOff = z.enum(["admin", "failing", "gone"]);
export type WebhookOff = z.infer<typeof WebhookOff>;

/** Where the installation tells what becomes of runs. */
export const Webhook = z.object({
  id: z.string(),
  ...webhookFields,
  /** Without what may let somebody in: passwords, values of its query, folders that look like tokens. */
  url: z.string(),
  /** Since when it is told nothing, and why; null while it is enabled. */
  disabled: z.object({ at: z.string(), why: WebhookOff }).nullable(),
  /** Since when it has taken nothing; null while its last delivery was taken. */
  failing_since: z.string().nullable(),
  /** Until then what is sent carries the signature of the secret before, too; null where one secret signs. */
  earlier_secret_until: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Webhook = z.infer<typeof Webhook>;

/** An endpoint with its secret, as Standard Webhooks writes one; it is shown this once. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

/** `POST /api/hitl/webhooks/{id}/rotate`: the secret before signs for so long beside the new one; 0 for not at all. */
export const RotateSecret = z.strictObject({
  overlap_seconds: z.int().min(0).max(2_592_000).default(86_400),
});
export type RotateSecret = z.infer<typeof RotateSecret>;

/** What an endpoint was told once, and how that went so far. */
export const WebhookDelivery = z.object({
  /** The `webhook-id` under which it is told, each time the same. */
  id: z.string(),
  event: z.string(),
  /** The run, and the entry of its log; null of a test. */
  run_id: z.string().nullable(),
  seq: z.number().int().nullable(),
  tries: z.number().int(),
  created_at: z.string(),
  /** When it was tried last; null before the first try. */
  last_at: z.string().nullable(),
  /** What the receiver answered the last time; null where nothing came. */
  status: z.number().int().nullable(),
  /** Why the last try was none; null once it was taken, and before the first. */
  problem: z.string().nullable(),
  /** When it is tried next; null where it is not. */
  next_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
