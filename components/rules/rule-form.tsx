"use client";

import type { FormEvent, ReactNode } from "react";
import { Field } from "@/components/account/field";
import { Choice } from "@/components/figures/choice";
import { RadioCards } from "@/components/figures/radio-cards";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import { DialogFooter } from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";
import { Role } from "@/lib/contracts/words";
import { patterns } from "./condition-draft";
import { DemandFields } from "./demand-fields";
import { type RuleDraft, ruleOf, wrongIn } from "./rule-draft";
import type { FaultAt } from "./rule-faults";
import { ruleWords } from "./rule-words";
import { useNames } from "./use-names";
import { WhenFields } from "./when-fields";

const kinds = ["demand", "skip"] as const satisfies RuleDraft["kind"][];

interface RuleFormProps {
  draft: RuleDraft;
  faultAt: FaultAt;
  onChange: (draft: RuleDraft) => void;
  /** What was refused as a whole, above the fields. */
  refused?: ReactNode;
  submit: string;
  working: boolean;
  onSubmit: () => void;
  onCancel: () => void;
}

/** Every field of a rule, and what it says in words. */
export function RuleForm({ draft, faultAt, onChange, refused, ...form }: RuleFormProps) {
  const text = useAdminText();
  const { rules } = text;
  const nameOf = useNames();
  const wrong = Object.keys(wrongIn(draft)).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What a dialog stands in, by its code, hears its events as well: a form around it would be sent, too.
    event.stopPropagation();
    if (!wrong && !form.working) form.onSubmit();
  };
  return (
    <form onSubmit={submit} className="grid gap-6">
      {refused}
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_10rem]">
        <Field
          label={rules.name}
          problem={faultAt("/name")}
          maxLength={200}
          autoComplete="off"
          required
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
        <Field
          label={rules.order}
          hint={rules.orderHint}
          problem={faultAt("/order")}
          inputMode="numeric"
          autoComplete="off"
          value={draft.order}
          onChange={(event) => onChange({ ...draft, order: event.target.value })}
        />
      </div>
      <WhenFields
        title={rules.when}
        hint={rules.whenHint}
        names={patterns}
        draft={draft}
        faultAt={faultAt}
        onChange={(changed) => onChange({ ...draft, ...changed })}
      >
        <div className="grid gap-2">
          <Label>{rules.field.role}</Label>
          <Choice
            label={rules.field.role}
            value={draft.role === "" ? null : draft.role}
            every={rules.any}
            options={Role.options.map((value) => ({ value, label: text.shell.role[value] }))}
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
      </WhenFields>
      <RadioCards
        legend={rules.does}
        value={draft.kind}
        options={kinds.map((value) => ({ value, ...rules.kinds[value] }))}
        onChange={(kind) => onChange({ ...draft, kind })}
        className="sm:grid-cols-2"
      />
      {draft.kind === "demand" && <DemandFields draft={draft} faultAt={faultAt} onChange={onChange} />}
      <div className="-mx-6 -mb-6 grid gap-3 border-t bg-popover px-6 py-4 sm:sticky sm:-bottom-6">
        {faultAt("/demand") && (
          <p role="alert" className="text-sm text-destructive">
            {faultAt("/demand")}
          </p>
        )}
        <p aria-live="polite" className="text-sm text-pretty text-muted-foreground">
          {!wrong && <Words text={ruleWords(ruleOf(draft), text, nameOf)} />}
        </p>
        <DialogFooter>
          <Button type="button" variant="outline" onClick={form.onCancel}>
            {rules.cancel}
          </Button>
          <Button type="submit" disabled={wrong || form.working}>
            {form.submit}
          </Button>
        </DialogFooter>
      </div>
    </form>
  );
}
