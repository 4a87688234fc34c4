"use client";

import { useState } from "react";
import { Field } from "@/components/account/field";
import { useAddBudget, useChangeBudget } from "@/components/api/budgets";
import { useGroups } from "@/components/api/groups";
import { Choice } from "@/components/figures/choice";
import { RadioCards } from "@/components/figures/radio-cards";
import { PatternFields } from "@/components/rules/condition-fields";
import type { FaultAt } from "@/components/rules/rule-faults";
import { DraftDialog } from "@/components/settings/draft-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import type { Budget } from "@/lib/contracts/budgets";
import { type BudgetDraft, budgetOf, changesOf, draftOf, wrongIn } from "./budget-draft";

interface BudgetDialogProps {
  /** The budget as it was when it was opened; null for a new one. */
  opened: Budget | null;
  onClose: () => void;
}

const named = ["provider", "model", "key_id", "user_id"] as const;
const periods = ["month", "day"] as const satisfies Budget["period"][];
const overs = ["ask", "refuse"] as const satisfies Budget["over"][];

/** A budget being written: how much, in which time, for whose calls, and what becomes of what does not fit. */
export function BudgetDialog({ opened, onClose }: BudgetDialogProps) {
  const text = useAdminText();
  const { budgets: words, rules } = text;
  const { data: groups = [] } = useGroups();
  const [draft, setDraft] = useState(() => draftOf(opened));
  const set = (change: Partial<BudgetDraft>) => setDraft({ ...draft, ...change });
  const add = useAddBudget();
  const change = useChangeBudget();
  const { error, isPending } = opened ? change : add;
  const wrong = wrongIn(draft);
  // Nothing is called wrong before it was typed.
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const faultAt: FaultAt = (pointer) => {
    if (wrong[pointer] && left.has(pointer)) return words.wrongAmount;
    const found = error?.problem?.errors?.find((each) => each.pointer === pointer);
    return found ? text.said(found.message, found.said) : null;
  };
  const leave = (pointer: string) => setLeft(new Set([...left, pointer]));
  const isWrong = Object.keys(wrong).length > 0;
  const save = () => {
    setLeft(new Set(Object.keys(wrong)));
    if (isWrong || isPending) return;
    const done = {
      onSuccess: ({ name }: Budget) => {
        notify(words.saved(name), "done");
        onClose();
      },
    };
    if (opened === null) add.mutate({ ...budgetOf(draft), enabled: true }, done);
    else change.mutate({ id: opened.id, ...changesOf(draft, opened) }, done);
  };
  return (
    <DraftDialog
      title={opened === null ? words.add : rules.editTitle(opened.name)}
      hint={words.formHint}
      name={draft.name}
      nameProblem={faultAt("/name")}
      onName={(name) => set({ name })}
      error={error}
      disabled={isPending}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field
          label={words.limit}
          hint={words.limitHint}
          problem={faultAt("/limit_usd")}
          inputMode="decimal"
          autoComplete="off"
          required
          value={draft.limit}
          onChange={(event) => set({ limit: event.target.value })}
          onBlur={() => leave("/limit_usd")}
        />
        <Field
          label={words.unknown}
          hint={words.unknownHint}
          problem={faultAt("/unknown_usd")}
          inputMode="decimal"
          autoComplete="off"
          value={draft.unknown}
          onChange={(event) => set({ unknown: event.target.value })}
          onBlur={() => leave("/unknown_usd")}
        />
      </div>
      {opened === null ? (
        <RadioCards
          legend={words.period}
          value={draft.period}
          options={periods.map((value) => ({ value, ...words.periods[value] }))}
          onChange={(period) => set({ period })}
          className="sm:grid-cols-2"
        />
      ) : (
        <p className="text-sm text-muted-foreground">{words.periodStays[opened.period]}</p>
      )}
      <RadioCards
        legend={words.over}
        value={draft.over}
        options={overs.map((value) => ({ value, ...words.overs[value] }))}
        onChange={(over) => set({ over })}
        className="sm:grid-cols-2"
      />
      <fieldset className="grid gap-4">
        <legend className="mb-3">
          <span className="block text-[0.9375rem] font-semibold">{words.whose}</span>
          <span className="block text-sm text-muted-foreground">{words.whoseHint}</span>
        </legend>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <PatternFields
            names={named}
            draft={draft.for}
            faultAt={(pointer) => faultAt(pointer.replace("/when/", "/for/"))}
            onChange={(texts) => set({ for: { ...draft.for, ...texts } })}
          />
          {(groups.length > 0 || draft.group !== null) && (
            <div className="grid gap-2">
              <Label>{words.group}</Label>
              <Choice
                label={words.group}
                value={draft.group}
                every={rules.any}
                options={groups.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(group) => set({ group })}
              />
              {faultAt("/for/group") && <p className="text-sm text-destructive">{faultAt("/for/group")}</p>}
            </div>
          )}
        </div>
      </fieldset>
    </DraftDialog>
  );
}
