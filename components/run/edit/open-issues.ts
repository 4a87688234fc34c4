import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import type { Issue } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { sameJson } from "@/lib/core/same-json";

/** What is still wrong with an edit in hand: what was found in a value that was replaced says nothing of the new one. */
export function openIssues(
  run: Pick<Run, "validation_issues" | "suggested_payload">,
  draft: Pick<Draft, "payload"> | null,
): Issue[] {
  const edited = draft?.payload;
  if (edited === undefined) return run.validation_issues;
  const before = asObject(run.suggested_payload);
  return run.validation_issues.filter(({ field }) => sameJson(before[field], edited[field]));
}
