import { z } from "zod";
import { Json } from "./json";
import { Actor } from "./parts";
import { PageQuery } from "./people";

/** What may be done outside of runs: whatever a run is told stands in its own log. */
export const AuditAction = z.enum([
  "session.begun",
  "session.ended",
  "sessions.revoked",
  "password.changed",
  "password.link_made",
  "password.reset",
  "second_factor.set_up",
  "second_factor.removed",
  "recovery_codes.made",
  "person.created",
  "person.changed",
  "absence.set",
  "key.created",
  "key.changed",
  "key.revoked",
  "group.created",
  "group.changed",
  "group.deleted",
  "rule.created",
  "rule.changed",
  "rule.moved",
  "rule.deleted",
  "budget.created",
  "budget.changed",
  "budget.deleted",
  "webhook.created",
  "webhook.changed",
  "webhook.deleted",
  "webhook.rotated",
  "webhook.tested",
  "webhook.resent",
  "webhook.disabled",
  "hold.placed",
  "hold.ended",
  "settings.changed",
  "model.added",
  "model.changed",
  "model.removed",
  "rollout.changed",
  "rollout.rolled_back",
  "runs.exported",
  "run.erased",
  "person.erased",
  "audit.exported",
]);
export type AuditAction = z.infer<typeof AuditAction>;

/** What an act was about. */
export const AuditTarget = z.object({ id: z.string(), name: z.string() });
export type AuditTarget = z.infer<typeof AuditTarget>;

/** What a part was and what it became; left out where it was not there, or is not any more. */
const AuditChange = z.object({ from: Json.optional(), to: Json.optional() });

/** A row of `GET /api/audit`. */
export const AuditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: Actor,
  action: AuditAction,
  target: AuditTarget,
  /** By the name of the part; one that is long stands as its digest. */
  changes: z.record(z.string(), AuditChange),
  /** What the actor gave as the reason. */
  why: z.string().nullable(),
  /** The client's address; null where no request was behind it. */
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  /** The session of a person who was signed in. */
  session_id: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const moment = z.iso.datetime({ offset: true });

/** The query of `GET /api/audit`: the newest first. With `Accept: application/x-ndjson` all of it, without pages. */
export const ListAudit = PageQuery.extend({
  /** The id of a person or a key. */
  actor: z.string().min(1).max(300).optional(),
  action: AuditAction.optional(),
  after: moment.optional(),
  before: moment.optional(),
});
export type ListAudit = z.infer<typeof ListAudit>;
