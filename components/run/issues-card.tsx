"use client";

import { WandSparklesIcon } from "lucide-react";
import { useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { Issue } from "@/lib/contracts/parts";
import { type IssueKind, issueKinds } from "./issue-kinds";
import { IssueMarks } from "./issue-marks";
import { showField } from "./payload/show-field";
import { Section } from "./section";
import { bySeverity, SeverityIcon } from "./severity";
import { Words } from "./words";

interface IssuesCardProps {
  issues: Issue[];
  onFix: ((issue: Issue) => void) | null;
}

/** What is wrong, the worst first; a click goes to the field, and what can be mended is mended from here. */
export function IssuesCard({ issues, onFix }: IssuesCardProps) {
  const text = useText();
  if (issues.length === 0) return null;
  return (
    <Section
      title={text.run.issues.title}
      aside={
        <span className="flex gap-1.5">
          <IssueMarks issues={issues} />
        </span>
      }
    >
      <ul className="-mx-2 grid gap-0.5">
        {issueKinds(bySeverity(issues)).map((kind) => (
          <Kind key={kind.name} kind={kind} onFix={onFix} />
        ))}
      </ul>
    </Section>
  );
}

function Kind({ kind: { shown, folded }, onFix }: { kind: IssueKind; onFix: IssuesCardProps["onFix"] }) {
  const text = useText().run.issues;
  const [open, setOpen] = useState(false);
  return (
    <>
      {(open ? [...shown, ...folded] : shown).map((issue) => (
        <Line key={`${issue.pointer} ${issue.issue}`} issue={issue} onFix={onFix} />
      ))}
      {folded.length > 0 && (
        <li>
          <Button variant="ghost" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? text.fewer : text.alike(folded.length)}
          </Button>
        </li>
      )}
    </>
  );
}

function Line({ issue, onFix }: FixButtonProps) {
  const text = useText();
  return (
    <li className="flex items-start gap-2">
      <button
        type="button"
        onClick={() => showField(issue.field)}
        className="flex min-w-0 flex-1 gap-2.5 rounded-md px-2 py-1.5 text-left text-sm hover:bg-secondary"
      >
        <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
        <span className="min-w-0">
          <span className="block leading-snug">
            <Words still text={text.said(issue.issue, issue.said)} />
          </span>
          <span className="mt-0.5 block text-xs text-muted-foreground">
            <Words still text={issue.field || text.run.issues.whole} />
            {issue.suggested_fix && (
              <Words
                still
                text={` · ${text.run.issues.fix}: ${text.said(issue.suggested_fix, issue.fix_said)}`}
              />
            )}
          </span>
        </span>
      </button>
      <FixButton issue={issue} onFix={onFix} />
    </li>
  );
}

interface FixButtonProps {
  issue: Issue;
  onFix: ((issue: Issue) => void) | null;
}

/** Opens the edit with the fix in it; nothing where only a person can mend it. */
function FixButton({ issue, onFix }: FixButtonProps) {
  const text = useText().run.issues;
  if (!issue.fix || !onFix) return null;
  return (
    <Button
      variant="outline"
      size="xs"
      className="mt-1.5 mr-2 shrink-0"
      aria-label={text.applyTo(issue.field || text.whole)}
      onClick={() => onFix(issue)}
    >
      <WandSparklesIcon aria-hidden />
      {text.apply}
    </Button>
  );
}
