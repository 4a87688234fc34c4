import { z } from "zod";
import { Actor } from "./parts";

/** Why the documents of a run were erased: an admin named the run, or the person who asked, or the run was old enough. */
export const ErasureRule = z.enum(["by_hand", "by_person", "by_age"]);
export type ErasureRule = z.infer<typeof ErasureRule>;

/** That a run's prompt, payloads, answers, files and everybody's words were erased. */
export const Erasure = z.object({
  at: z.string(),
  by: Actor,
  rule: ErasureRule,
  /** Entries of the log that an earlier release wrote: what they say is part of their hashes, and stays. */
  not_erasable: z.array(z.number().int()),
  /** Whether all was as the log named it until then: afterwards nobody can tell any more. */
  intact: z.boolean(),
});
export type Erasure = z.infer<typeof Erasure>;

const Why = z.string().trim().min(1).max(500);

/** The body of `DELETE /api/hitl/runs/{id}/documents`; it may stand in the query, too, where logs of proxies keep it. */
export const EraseDocuments = z.strictObject({ why: Why.optional() });
export type EraseDocuments = z.infer<typeof EraseDocuments>;

/** `POST /api/hitl/erasures` (admins): whose runs, by what their requests said or by the id of who asked. */
export const ErasePerson = z.strictObject({
  field: z.enum(["user_id", "user_email", "owner"]),
  value: z.string().min(1).max(1_000),
  /** Whose requests are meant, by the id of the person or key that asked; `*` is everybody's. */
  owner_id: z.string().min(1).max(300).optional(),
  /** Only tells what there is. */
  dry_run: z.boolean().optional(),
  why: Why.optional(),
});
export type ErasePerson = z.infer<typeof ErasePerson>;

export const PersonErasure = z.object({
  /** Runs that have ended: they are being erased. */
  runs: z.number().int(),
  /** The same by who asked for them. */
  owners: z.array(z.object({ owner_id: z.string(), runs: z.number().int() })),
  /** Runs that have not ended: they are left, and have to be asked for again. */
  going_on: z.number().int(),
  /** The first hundred whose logs hold entries of an earlier release, which keep what they say. */
  not_whole: z.array(z.string()),
});
export type PersonErasure = z.infer<typeof PersonErasure>;
