"use client";

import { money } from "@/components/format/money";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Badge } from "@/components/ui/badge";
import type { Issue } from "@/lib/contracts/parts";
import { IssueMarks } from "../issue-marks";
import { PartName } from "../seen-parts";
import { FieldChange } from "./field-change";
import { FieldLabel } from "./field-label";
import { FieldValue } from "./field-value";
import type { Row } from "./rows-of";
import { fieldId } from "./show-field";

interface ChangedFieldProps {
  row: Row;
  /** What its versions are called. */
  words: Text["payload"];
  /** What the list of issues says of it. */
  issues: Issue[];
  /** What the change adds to the cost, in dollars; 0 where it costs nothing. */
  impact: number;
}

/** One field that differs, or that something is wrong with: what it was, what it is, what that costs. */
export function ChangedField({ row, words: said, issues, impact }: ChangedFieldProps) {
  const text = useText();
  const stages = [
    ...(row.state === "added" ? [] : [{ name: said.example, value: row.before }]),
    ...(row.edited ? [{ name: said.proposed, value: row.proposed }] : []),
    { name: row.edited ? said.editedValue : said.proposed, value: row.after },
  ];
  return (
    <div
      id={fieldId(row.spec.key)}
      tabIndex={-1}
      className="grid gap-x-6 gap-y-2 py-3.5 outline-offset-4 @2xl:grid-cols-[11.5rem_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <FieldLabel spec={row.spec} />
        <p className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
          <IssueMarks issues={issues} />
          {row.state === "added" && <Badge variant="outline">{said.added}</Badge>}
          {impact !== 0 && (
            <Badge variant={impact > 0 ? "warning" : "success"} className="figures" title={said.costHint}>
              {impact > 0 ? said.costs(money(impact, text.time)) : said.saves(money(-impact, text.time))}
            </Badge>
          )}
        </p>
      </div>
      <div className="min-w-0 text-sm">
        <PartName name={`field ${row.spec.key}`}>
          {stages.length === 1 || (row.state === "same" && !row.edited) ? (
            <FieldValue spec={row.spec} value={row.after} />
          ) : (
            <FieldChange row={row} stages={stages} />
          )}
        </PartName>
      </div>
    </div>
  );
}
