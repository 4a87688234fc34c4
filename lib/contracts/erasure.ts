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
});
export type Erasure = z.infer<typeof Erasure>;

/** The query of `DELETE /api/hitl/runs/{id}/documents`. */
export const EraseDocuments = z.strictObject({ why: z.string().trim().min(1).max(500).optional() });
export type EraseDocuments = z.infer<typeof EraseDocuments>;
