"use client";

import { useId } from "react";
import { CheckChip } from "@/components/figures/check-chip";
import { RadioCards } from "@/components/figures/radio-cards";
import { thresholds, wrongThreshold } from "@/components/rules/thresholds";
import { useAdminText } from "@/components/text/admin-text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { type PolicyName, ReviewStep, SafetyFlag } from "@/lib/contracts/words";
import type { LabForm } from "./lab-form";

const policies: PolicyName[] = ["auto_with_thresholds", "require_human", "auto"];

function PolicyRadio({ policy, onPolicy }: { policy: PolicyName; onPolicy: (policy: PolicyName) => void }) {
  const text = useAdminText();
  return (
    <RadioCards
      legend={text.lab.draft}
      value={policy}
      options={policies.map((value) => ({ value, ...text.lab.policies[value] }))}
      onChange={onPolicy}
    />
  );
}

interface PolicyFormProps {
  form: LabForm;
  onChange: (form: LabForm) => void;
}

/** A policy to try: its name, the thresholds where it has any, and the steps at which it may ask. */
export function PolicyForm({ form, onChange }: PolicyFormProps) {
  const text = useAdminText();
  const id = useId();
  return (
    <>
      <PolicyRadio policy={form.policy} onPolicy={(policy) => onChange({ ...form, policy })} />
      {form.policy === "auto_with_thresholds" && (
        <>
          <fieldset className="grid gap-2.5">
            <legend className="mb-2.5 text-sm font-medium">{text.lab.thresholds}</legend>
            {thresholds.map((name) => {
              const wrong = wrongThreshold(name, form[name]);
              return (
                <div key={name} className="grid grid-cols-[1fr_6rem] items-center gap-x-3">
                  <Label htmlFor={`${id}-${name}`} className="grid gap-0.5 font-normal">
                    {text.lab.threshold[name].label}
                    <span className="text-xs text-muted-foreground">{text.lab.threshold[name].unit}</span>
                  </Label>
                  <Input
                    id={`${id}-${name}`}
                    inputMode="decimal"
                    className="figures text-right"
                    value={form[name]}
                    aria-invalid={wrong !== null}
                    aria-describedby={wrong === null ? undefined : `${id}-${name}-wrong`}
                    onChange={(event) => onChange({ ...form, [name]: event.target.value })}
                  />
                  {wrong !== null && (
                    <p
                      id={`${id}-${name}-wrong`}
                      className="col-span-2 mt-1 text-right text-xs text-destructive"
                    >
                      {text.rules.wrong[wrong]}
                    </p>
                  )}
                </div>
              );
            })}
          </fieldset>
          <fieldset>
            <legend className="mb-2 text-sm font-medium">{text.lab.flags}</legend>
            <div className="flex flex-wrap gap-1.5">
              {SafetyFlag.options.map((flag) => (
                <CheckChip
                  key={flag}
                  label={text.lab.flag[flag]}
                  checked={form.safety_flags.includes(flag)}
                  onChange={() => onChange({ ...form, safety_flags: toggled(form.safety_flags, flag) })}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
      {form.policy !== "auto" && (
        <fieldset>
          <legend className="mb-2 text-sm font-medium">{text.lab.steps}</legend>
          <div className="flex flex-wrap gap-1.5">
            {ReviewStep.options.map((step) => (
              <CheckChip
                key={step}
                label={text.words.step[step]}
                checked={form.allowed_steps.includes(step)}
                onChange={() => onChange({ ...form, allowed_steps: toggled(form.allowed_steps, step) })}
              />
            ))}
          </div>
          <p className="mt-1.5 text-xs text-pretty text-muted-foreground">{text.lab.stepsHint}</p>
        </fieldset>
      )}
    </>
  );
}

function toggled<Item>(list: Item[], item: Item): Item[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
