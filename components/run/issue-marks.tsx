"use client";

import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import type { Issue } from "@/lib/contracts/parts";
import { countsBySeverity, severityBadges } from "./severity";

/** How many issues there are, and how bad; what they say stands in their list, once. */
export function IssueMarks({ issues }: { issues: readonly Issue[] }) {
  const text = useText();
  return countsBySeverity(issues).map(({ severity, count }) => (
    <Badge key={severity} variant={severityBadges[severity]} className="figures">
      {text.words.severities[severity](count)}
    </Badge>
  ));
}
