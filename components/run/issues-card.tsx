"use client";

import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import type { Issue } from "@/lib/contracts/parts";
import type { Severity } from "@/lib/contracts/words";
import { showField } from "./payload/show-field";
import { Section } from "./section";
import { bySeverity, SeverityIcon } from "./severity";

const badges = { error: "destructive", warning: "warning", info: "secondary" } as const;

/** What is wrong, the worst first; a click goes to the field. */
export function IssuesCard({ issues }: { issues: Issue[] }) {
  const text = useText();
  if (issues.length === 0) return null;
  const counts = (["error", "warning", "info"] satisfies Severity[])
    .map((severity) => ({ severity, count: issues.filter((issue) => issue.severity === severity).length }))
    .filter(({ count }) => count > 0);
  return (
    <Section
      title={text.run.issues.title}
      aside={
        <span className="flex gap-1.5">
          {counts.map(({ severity, count }) => (
            <Badge key={severity} variant={badges[severity]} className="figures">
              {text.words.severities[severity](count)}
            </Badge>
          ))}
        </span>
      }
    >
      <ul className="-mx-2 grid gap-0.5">
        {bySeverity(issues).map((issue) => (
          <li key={`${issue.pointer} ${issue.issue}`}>
            <button
              type="button"
              onClick={() => showField(issue.field)}
              className="flex w-full gap-2.5 rounded-md px-2 py-1.5 text-left text-sm hover:bg-secondary"
            >
              <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
              <span className="min-w-0">
                <span className="block leading-snug">{issue.issue}</span>
                <span className="mt-0.5 block text-xs text-muted-foreground">
                  {issue.field || text.run.issues.whole}
                  {issue.suggested_fix && ` · ${text.run.issues.fix}: ${issue.suggested_fix}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
