"use client";

import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import type { Issue } from "@/lib/contracts/parts";
import { bySeverity, SeverityIcon } from "../severity";
import { FieldChange } from "./field-change";
import { FieldLabel } from "./field-label";
import { FieldValue } from "./field-value";
import type { Row } from "./rows-of";
import { fieldId } from "./show-field";

export function ChangedField({ row, issues }: { row: Row; issues: Issue[] }) {
  const text = useText();
  return (
    <div
      id={fieldId(row.spec.key)}
      tabIndex={-1}
      className="grid gap-x-6 gap-y-2 py-3.5 outline-offset-4 @2xl:grid-cols-[11.5rem_minmax(0,1fr)]"
    >
      <FieldLabel spec={row.spec} />
      <div className="min-w-0 text-sm">
        {row.state === "same" ? (
          <FieldValue spec={row.spec} value={row.after} />
        ) : (
          <FieldChange row={row} names={[text.payload.example, text.payload.proposed]} />
        )}
        {row.state === "added" && (
          <Badge variant="outline" className="mt-1.5">
            {text.payload.added}
          </Badge>
        )}
        {bySeverity(issues).map((issue) => (
          <p key={issue.issue} className="mt-2 flex gap-2 text-sm leading-snug">
            <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
            <span>
              {issue.issue}
              {issue.suggested_fix && (
                <span className="block text-xs text-muted-foreground">
                  {text.run.issues.fix}: {issue.suggested_fix}
                </span>
              )}
            </span>
          </p>
        ))}
      </div>
    </div>
  );
}
