"use client";

import { Field } from "@/components/account/field";
import { CheckChip } from "@/components/figures/check-chip";
import { Choice } from "@/components/figures/choice";
import { RadioCards } from "@/components/figures/radio-cards";
import { useAdminText } from "@/components/text/admin-text";
import { OnTimeout, ReviewStep, SafetyFlag } from "@/lib/contracts/words";
import { ApprovalFields } from "./approval-fields";
import { Chips, Part } from "./chips";
import type { RuleDraft } from "./rule-draft";
import type { FaultAt } from "./rule-faults";
import { thresholds } from "./thresholds";
import { timeUnits } from "./time-span";

const policies = [
  "",
  "require_human",
  "auto_with_thresholds",
  "auto",
] as const satisfies RuleDraft["policy"][];

interface DemandFieldsProps {
  draft: RuleDraft;
  faultAt: FaultAt;
  onChange: (draft: RuleDraft) => void;
}

/** What a rule demands of the requests that it is for. */
export function DemandFields({ draft, faultAt, onChange }: DemandFieldsProps) {
  const text = useAdminText();
  const { lab, rules, words } = text;
  const set = (change: Partial<RuleDraft>) => onChange({ ...draft, ...change });
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-3 text-[0.9375rem] font-semibold">{rules.demand}</legend>
      <Part title={rules.policy} fault={faultAt("/demand/policy")}>
        <RadioCards
          legend={rules.policy}
          value={draft.policy}
          options={policies.map((value) => ({ value, ...rules.policies[value] }))}
          onChange={(policy) => set({ policy })}
          className="sm:grid-cols-2"
        />
      </Part>
      <Part title={rules.steps} hint={rules.stepsHint} fault={faultAt("/demand/allowed_steps")}>
        <Chips
          label={rules.steps}
          options={ReviewStep.options.map((value) => ({ value, label: words.step[value] }))}
          chosen={draft.allowed_steps}
          onChange={(allowed_steps) => set({ allowed_steps })}
        />
      </Part>
      <Part
        title={rules.thresholds}
        hint={rules.thresholdsHint}
        fault={faultAt("/demand/review_thresholds/safety_flags")}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {thresholds.map((name) => (
            <Field
              key={name}
              label={lab.threshold[name].label}
              hint={lab.threshold[name].unit}
              problem={faultAt(`/demand/review_thresholds/${name}`)}
              inputMode="decimal"
              autoComplete="off"
              value={draft.thresholds[name]}
              onChange={(event) => set({ thresholds: { ...draft.thresholds, [name]: event.target.value } })}
            />
          ))}
        </div>
        <div className="flex flex-wrap gap-1.5">
          <CheckChip
            label={rules.flagsNamed}
            checked={draft.flags !== null}
            onChange={() => set({ flags: draft.flags === null ? [...SafetyFlag.options] : null })}
          />
          {draft.flags && (
            <Chips
              label={rules.flags}
              options={SafetyFlag.options.map((value) => ({ value, label: lab.flag[value] }))}
              chosen={draft.flags}
              onChange={(flags) => set({ flags })}
            />
          )}
        </div>
      </Part>
      <div className="flex flex-wrap items-start gap-2">
        <div className="min-w-56 flex-1">
          <Field
            label={rules.timeout}
            problem={faultAt("/demand/timeout_seconds_max")}
            placeholder={rules.any}
            inputMode="decimal"
            autoComplete="off"
            value={draft.timeout}
            onChange={(event) => set({ timeout: event.target.value })}
          />
        </div>
        <div className="pt-[1.625rem]">
          <Choice
            label={rules.timeoutUnit}
            value={draft.unit}
            options={timeUnits.toReversed().map((value) => ({ value, label: rules.units[value] }))}
            onChange={(unit) => unit && set({ unit })}
          />
        </div>
      </div>
      <Part title={rules.ends} hint={rules.endsHint} fault={faultAt("/demand/on_timeout")}>
        <Chips
          label={rules.ends}
          options={OnTimeout.options.map((value) => ({ value, label: rules.end[value] }))}
          chosen={draft.on_timeout}
          onChange={(on_timeout) => set({ on_timeout })}
        />
      </Part>
      <ApprovalFields
        approvals={draft.approvals}
        faultAt={faultAt}
        onChange={(approvals) => set({ approvals })}
      />
    </fieldset>
  );
}
