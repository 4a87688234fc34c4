import { z } from "zod";
import { FileRef } from "./file-ref";
import { Json } from "./json";
import { Said } from "./said";
import { Sealed } from "./sealed";
import { DecisionAction, OutputKind, ReviewStep, Severity, Step } from "./words";

export const Actor = z.strictObject({
  kind: z.enum(["user", "api_key", "system"]),
  id: z.string(),
  name: z.string(),
});
export type Actor = z.infer<typeof Actor>;

/** What would settle an issue at its pointer. */
export const IssueFix = z.union([
  z.object({ set: Json }),
  z.object({ remove: z.literal(true) }),
  z.object({ move_to: z.string() }),
]);
export type IssueFix = z.infer<typeof IssueFix>;

/** One thing that is wrong with a payload or an answer, at an RFC 6901 pointer. */
export const Issue = z.object({
  pointer: z.string(),
  field: z.string(),
  issue: z.string(),
  severity: Severity,
  suggested_fix: z.string().nullable(),
  auto_fixable: z.boolean(),
  /** The same as `suggested_fix`, for a machine to apply; absent where only a person can mend it. */
  fix: IssueFix.optional(),
  /** What `issue` and `suggested_fix` say, for other languages; absent in issues of before there were codes. */
  said: Said.optional(),
  fix_said: Said.optional(),
});
export type Issue = z.infer<typeof Issue>;

/**
 * One change between two JSON documents; `from` or `to` is absent where there was or is nothing.
 * `move` takes what is at `from_pointer` (and is `to`) out and puts it in at `pointer`, as RFC 6902 does.
 */
export const Change = z.object({
  op: z.enum(["add", "remove", "replace", "move"]),
  pointer: z.string(),
  from_pointer: z.string().optional(),
  from: Json.optional(),
  to: Json.optional(),
});
export type Change = z.infer<typeof Change>;

/** An estimate, never a bill: `low` and `high` say between what it may lie, `per` what it grows with. */
export const Cost = z.object({
  amount: z.number(),
  currency: z.literal("USD"),
  basis: z.string(),
  basis_said: Said.optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  per: z.enum(["call", "output", "second", "token"]).optional(),
});
export type Cost = z.infer<typeof Cost>;

/** What one change adds to the cost, in US dollars; less than zero where it saves. */
export const CostImpact = z.object({ pointer: z.string(), amount: z.number() });
export type CostImpact = z.infer<typeof CostImpact>;

/** One rule of the policy that was looked at: what it measured, against what, and whether it asks for a person. */
export const TraceEntry = z.object({
  step: ReviewStep,
  rule: z.string(),
  measured: Json,
  threshold: Json,
  asks: z.boolean(),
  reason: z.string(),
  /** The organisation's rule that says so; absent where it is the run's own policy. */
  by: z.object({ id: z.string(), name: z.string() }).optional(),
});
export type TraceEntry = z.infer<typeof TraceEntry>;

export const Output = z.object({
  index: z.number().int(),
  kind: OutputKind,
  content_type: z.string(),
  bytes: z.number().int(),
  url: z.string(),
});
export type Output = z.infer<typeof Output>;

/** What whoever decides says they had before them: their own word, kept as it came. */
export const Seen = z.strictObject({
  /** Names of parts that had been in view to their end, the first of them. */
  parts: z.array(z.string().min(1).max(100)).max(40),
  /** How many had been, and of how many that were to be seen. */
  count: z.int().min(0).max(100_000),
  of: z.int().min(0).max(100_000),
  /** How long the question had been open to them, in milliseconds. */
  open_ms: z
    .int()
    .min(0)
    .max(30 * 24 * 3_600_000),
});
export type Seen = z.infer<typeof Seen>;

/** How a decision was made. All but `seen` is what the server saw itself. */
export const Made = z.object({
  /** A person's session, an API key, or one answer to many questions. */
  surface: z.enum(["desk", "key", "bulk"]),
  /** Names the session within this run, and is no way into it; null for a key. */
  session: z.string().nullable(),
  /** The revision that was asked about: the answer's at response_review, before that the payload's; null where there was none. */
  revision: z.int().nullable(),
  /** Of the same. */
  digest: z.string().nullable(),
  seen: Seen.nullable(),
});
export type Made = z.infer<typeof Made>;

/** A group of reviewers, where it must approve. */
export const NamedGroup = z.object({ id: z.string(), name: z.string() });
export type NamedGroup = z.infer<typeof NamedGroup>;

/** One person's approval, where approvals are counted. */
export const GivenApproval = z.object({
  actor: Actor,
  /** `retry` is a call that shall be made again. */
  action: DecisionAction.extract(["approve", "retry"]),
  message: z.string().nullable(),
  payload_digest: z.string().nullable(),
  at: z.string(),
  /** For which of the groups that must approve it counts; absent where for none. */
  groups: z.array(NamedGroup).optional(),
  /** Absent in approvals of before this was kept. */
  made: Made.optional(),
});
export type GivenApproval = z.infer<typeof GivenApproval>;

export const Decision = z.object({
  action: DecisionAction,
  step: ReviewStep,
  actor: Actor,
  on_behalf_of: Json.nullable(),
  message: z.string().nullable(),
  /** What `message` says where it is no person's own words. */
  said: Said.optional(),
  payload_digest: z.string().nullable(),
  at: z.string(),
  /** Absent where nobody answered, and in decisions of before this was kept. */
  made: Made.optional(),
  /** Of all who approved, where approvals were counted. */
  approvals: z.array(GivenApproval).optional(),
  /** Budgets that this goes over, by an admin's word. */
  over_budget: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  /** An admin decided without the approvals that were demanded; the message says why. */
  break_glass: z.literal(true).optional(),
  /** Set when it was taken back before it was carried out. */
  undone: z.object({ by: Actor, at: z.string() }).optional(),
});
export type Decision = z.infer<typeof Decision>;

export const HistoryEntry = z.object({
  step: Step,
  status: z.string(),
  at: z.string(),
  actor: Actor,
  message: z.string(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const Attachment = z.strictObject({
  /** Sealed where it is a secret: an address with user info or a signature. By name and digest where it is a file of ours. */
  url: z.union([z.string(), Sealed, FileRef]),
  field: z.string().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

/** What keeps a run from going on for now: nobody is asked, and it goes on by itself. */
export const HeldBack = z.object({
  /**
   * The provider is down or asked to wait; our budget of calls, the money, or the places for calls are used up; or an
   * admin holds calls.
   */
  kind: z.enum(["provider_rest", "rate_limit", "budget", "slot", "hold"]),
  /** Null for a hold that lasts until somebody ends it. */
  until: z.string().nullable(),
  /** Which hold it is. */
  hold_id: z.string().optional(),
  message: z.string(),
  said: Said.optional(),
});
export type HeldBack = z.infer<typeof HeldBack>;

export const RunFailure = z.object({
  code: z.string(),
  message: z.string(),
  temporary: z.boolean(),
  said: Said.optional(),
});
export type RunFailure = z.infer<typeof RunFailure>;

/** A text in which `*` stands for any characters; case does not count. */
export const Pattern = z.string().min(1).max(300);
