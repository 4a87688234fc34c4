import { z } from "zod";
import { ProviderView } from "./catalogue";

/** `GET /api/health/live`: the process answers. */
export const Alive = z.object({ status: z.literal("ok") });

/** `GET /api/health/ready`: requests may come; `details` says what is in trouble nevertheless. */
export const Ready = Alive.extend({ details: z.object({ storage: z.string() }).optional() });

/** `GET /api/health/ready` with 503: send nobody here for now. */
export const NotReady = z.object({ title: z.string(), status: z.literal(503), detail: z.string() });

/** What the queue has to do; times are null where there is nothing. */
export const QueueFigures = z.object({
  waiting: z.number(),
  running: z.number(),
  /** When the job that is due for the longest was due. */
  oldest_due_at: z.string().nullable(),
  /** Put aside after their last try. */
  dead: z.number(),
});
export type QueueFigures = z.infer<typeof QueueFigures>;

/** `GET /api/health/detail`: how the installation is, for admins. */
export const HealthDetail = z.object({
  version: z.string(),
  node: z.string(),
  now: z.string(),
  started_at: z.string(),
  /** What keeps this process from serving, or calls from being made; null when nothing does. */
  trouble: z.string().nullable(),
  /**
   * `no_https`: whoever asks came over the open net, so that the session cookie is not `Secure`. `secrets_key_differs`:
   * runs hold secrets that were sealed with another key than this instance's. `no_rules`: no rule of the organisation is
   * switched on, so that who asks decides alone whether anybody looks. `rule_unanswerable`: a rule that is switched on
   * wants approvals of more people than can give them by now. `binding_off`: the first decision of somebody in a
   * run need not name the question it answers. `nothing_signed`: no SIGNING_KEY was given, so that whoever can write to
   * the database can rewrite its history unseen. `signing_behind`: what was committed minutes ago is not signed.
   * `search_not_indexed`: PostgreSQL has no index over what is searched, so that a search reads every run. `webhook_off`:
   * an endpoint took nothing for days, or said that it is gone, and is told nothing any more.
   */
  notices: z.array(
    z.enum([
      "no_https",
      "secrets_key_differs",
      "no_rules",
      "rule_unanswerable",
      "binding_off",
      "nothing_signed",
      "signing_behind",
      "search_not_indexed",
      "webhook_off",
    ]),
  ),
  database: z.object({ kind: z.enum(["sqlite", "postgres"]), answers_in_ms: z.number() }),
  migrations: z.object({ applied: z.number(), missing: z.array(z.string()) }),
  queue: QueueFigures,
  runs: z.object({ awaiting_human: z.number(), running: z.number(), queued: z.number() }),
  /** Providers that have no account set, as far as runs that are not over wait for them: none of these can be called. */
  without_account: z.array(z.object({ provider: z.string(), label: z.string(), runs: z.number() })),
  providers: z.array(ProviderView),
  /** The instances that share a PostgreSQL; empty on SQLite, which has one process. */
  instances: z.array(z.object({ id: z.string(), started_at: z.string(), seen_at: z.string() })),
  storage: z.object({
    kind: z.enum(["disk", "s3"]),
    files: z.number(),
    bytes: z.number(),
    /** What is left where the data is; null in a bucket. */
    free_bytes: z.number().nullable(),
    /** Why output files cannot be kept or read, as the last try found; null when they can. */
    trouble: z.string().nullable(),
  }),
});
export type HealthDetail = z.infer<typeof HealthDetail>;
