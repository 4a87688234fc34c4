import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { asSaid, english } from "@/lib/contracts/sentences";
import type { Severity } from "@/lib/contracts/words";

interface Parts {
  /** RFC 6901; empty for the whole. */
  pointer?: string;
  field?: string;
  severity?: Severity;
  says: Said;
  /** What would settle it; null where nothing is to be said. */
  advises?: Said | null;
  auto_fixable?: boolean;
}

/** An issue, an error unless it is said to be less, with each of its sentences in English and by its code. */
export function issueOf({
  pointer = "",
  field = "",
  severity = "error",
  says,
  advises = null,
  auto_fixable = false,
}: Parts): Issue {
  return {
    pointer,
    field,
    issue: english(says),
    severity,
    suggested_fix: advises && english(advises),
    auto_fixable,
    said: says,
    ...(advises && { fix_said: advises }),
  };
}

/** What an issue says; one of before there were codes says it in its own words. */
export function saidOfIssue({ said, issue }: Issue): Said {
  return asSaid(said ?? issue);
}
