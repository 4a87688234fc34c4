"use client";

import type { ReactNode } from "react";
import type { ConditionDraft, PatternName } from "./condition-draft";
import { MetadataFields, PatternFields } from "./condition-fields";
import type { FaultAt } from "./rule-faults";

interface WhenFieldsProps {
  title: string;
  hint: string;
  /** The texts that are asked for. */
  names: readonly PatternName[];
  draft: ConditionDraft;
  faultAt: FaultAt;
  onChange: (changed: Partial<ConditionDraft>) => void;
  /** What is asked for besides, before them. */
  children?: ReactNode;
}

/** A condition being written: what a rule, or a group, is for. */
export function WhenFields({ title, hint, names, draft, faultAt, onChange, children }: WhenFieldsProps) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3">
        <span className="block text-[0.9375rem] font-semibold">{title}</span>
        <span className="block text-sm text-muted-foreground">{hint}</span>
      </legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {children}
        <PatternFields names={names} draft={draft} faultAt={faultAt} onChange={onChange} />
      </div>
      <MetadataFields
        rows={draft.metadata}
        faultAt={faultAt}
        onChange={(metadata) => onChange({ metadata })}
      />
    </fieldset>
  );
}
