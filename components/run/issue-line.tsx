"use client";

import { WandSparklesIcon } from "lucide-react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import type { Issue } from "@/lib/contracts/parts";
import { SeverityIcon } from "./severity";
import { Words } from "./words";

interface IssueLineProps {
  issue: Issue;
  onFix: ((issue: Issue) => void) | null;
}

/** What is wrong with a field, under it, with the fix to apply where there is one; the list of issues says more. */
export function IssueLine({ issue, onFix }: IssueLineProps) {
  const text = useText();
  return (
    <div className="mt-2 flex gap-2 text-sm leading-snug">
      <SeverityIcon severity={issue.severity} label={text.words.severity[issue.severity]} />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <Words text={text.said(issue.issue, issue.said)} />
        </p>
        <FixButton issue={issue} onFix={onFix} className="mt-1.5" />
      </div>
    </div>
  );
}

/** Opens the edit with the fix in it; nothing where only a person can mend it. */
export function FixButton({ issue, onFix, className }: IssueLineProps & { className?: string }) {
  const text = useText().run.issues;
  if (!issue.fix || !onFix) return null;
  return (
    <Button
      variant="outline"
      size="xs"
      className={className}
      aria-label={text.applyTo(issue.field || text.whole)}
      onClick={() => onFix(issue)}
    >
      <WandSparklesIcon aria-hidden />
      {text.apply}
    </Button>
  );
}
