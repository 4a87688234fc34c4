import { z } from "zod";
import { Actor, Pattern } from "./parts";

/** So many may be on at once: every call reads them all. */
export const mostHolds = 100;

const Why = z.string().trim().min(1).max(500);

/** Which calls a hold is for: all that is named must hold; nothing named is every call. */
export const HoldFor = z.strictObject({
  provider: Pattern.optional(),
  /** `owner/name`, or with its provider `provider:owner/name`. */
  model: Pattern.optional(),
  /** The key that asked. */
  key_id: Pattern.optional(),
  /** The person who asked, or whom the request names. */
  user_id: Pattern.optional(),
});
export type HoldFor = z.infer<typeof HoldFor>;

/** `POST /api/hitl/holds` (admins). `for` must be there: nothing holds everything by being left out. */
export const PlaceHold = z.strictObject({
  for: HoldFor,
  why: Why,
  /** It ends by itself then; left out, somebody ends it. */
  until: z.iso.datetime({ offset: true }).optional(),
});
export type PlaceHold = z.infer<typeof PlaceHold>;

/** The query of `DELETE /api/hitl/holds/{id}`. */
export const EndHold = z.strictObject({ why: Why.optional() });
export type EndHold = z.infer<typeof EndHold>;

/** Of the newest 1,000 calls in hand, those that a hold is for. */
const HeldCalls = z.object({
  /** Not sent, and not going to be before its end. */
  waiting: z.number().int(),
  /** Let through before it and not answered yet: sent, or lost on the way. */
  sending: z.number().int(),
  /** Running at the provider; a hold does not stop them. */
  running: z.number().int(),
});
export type HeldCalls = z.infer<typeof HeldCalls>;

/** A row of `GET /api/hitl/holds`; it stays after the end. */
export const Hold = z.object({
  id: z.string(),
  for: HoldFor,
  why: z.string(),
  until: z.string().nullable(),
  made_by: Actor,
  made_at: z.string(),
  /** When it ended; null while it is on. */
  ended_at: z.string().nullable(),
  /** Null while it is on, and where its time was over. */
  ended_by: Actor.nullable(),
  ended_why: z.string().nullable(),
  /** Null once it has ended. */
  calls: HeldCalls.nullable(),
});
export type Hold = z.infer<typeof Hold>;

/** What everybody is told of a hold of all calls to a provider. */
export const ProviderHold = z.object({
  id: z.string(),
  /** True where it is for every provider. */
  all: z.boolean(),
  why: z.string(),
  by: z.string(),
  since: z.string(),
  until: z.string().nullable(),
});
export type ProviderHold = z.infer<typeof ProviderHold>;
