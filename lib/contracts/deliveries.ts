import { z } from "zod";

/** How telling a run's webhook of one entry of its log went so far. */
export const DeliveryView = z.object({
  /** The `webhook-id` under which it is told, each time the same. */
  id: z.string(),
  /** The entry of the run's log. */
  seq: z.number().int(),
  event: z.string(),
  tries: z.number().int(),
  first_at: z.string(),
  last_at: z.string(),
  /** What the receiver answered the last time; null where nothing came. */
  status: z.number().int().nullable(),
  /** Why the last try was none; null once it was taken. */
  problem: z.string().nullable(),
  /** When it is tried again; null where it is not. */
  next_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const Deliveries = z.object({ data: z.array(DeliveryView) });
export type Deliveries = z.infer<typeof Deliveries>;

/** What a receiver checks signatures with, as Standard Webhooks writes it. */
export const WebhookSecret = z.object({ secret: z.string() });
export type WebhookSecret = z.infer<typeof WebhookSecret>;
