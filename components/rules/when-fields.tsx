"use client";

import { Field } from "@/components/account/field";
import { Choice } from "@/components/figures/choice";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import { Role } from "@/lib/contracts/words";
import { patterns } from "./condition-draft";
import { MetadataFields, PatternFields } from "./condition-fields";
import type { RuleDraft } from "./rule-draft";
import type { FaultAt } from "./rule-faults";

interface WhenFieldsProps {
  draft: RuleDraft;
  faultAt: FaultAt;
  onChange: (draft: RuleDraft) => void;
}

/** Which requests a rule is for. */
export function WhenFields({ draft, faultAt, onChange }: WhenFieldsProps) {
  const { rules, shell } = useAdminText();
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-3">
        <span className="block text-[0.9375rem] font-semibold">{rules.when}</span>
        <span className="block text-sm text-muted-foreground">{rules.whenHint}</span>
      </legend>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <div className="grid gap-2">
          <Label>{rules.field.role}</Label>
          <Choice
            label={rules.field.role}
            value={draft.role === "" ? null : draft.role}
            every={rules.any}
            options={Role.options.map((value) => ({ value, label: shell.role[value] }))}
            onChange={(role) => onChange({ ...draft, role: role ?? "" })}
          />
        </div>
        <Field
          label={rules.field.cost_over_usd}
          hint={rules.fieldHint.cost_over_usd}
          problem={faultAt("/when/cost_over_usd")}
          inputMode="decimal"
          autoComplete="off"
          value={draft.cost_over_usd}
          onChange={(event) => onChange({ ...draft, cost_over_usd: event.target.value })}
        />
        <PatternFields
          names={patterns}
          draft={draft}
          faultAt={faultAt}
          onChange={(named) => onChange({ ...draft, ...named })}
        />
      </div>
      <MetadataFields
        rows={draft.metadata}
        faultAt={faultAt}
        onChange={(metadata) => onChange({ ...draft, metadata })}
      />
    </fieldset>
  );
}
