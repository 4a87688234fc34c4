"use client";

import { useId } from "react";
import { useText } from "@/components/text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { PolicyName } from "@/lib/contracts/words";

const policies: PolicyName[] = ["require_human", "auto_with_thresholds", "auto"];

interface PolicyChoiceProps {
  policy: PolicyName;
  costMax: string;
  onPolicy: (policy: PolicyName) => void;
  onCostMax: (costMax: string) => void;
}

/** When a person is asked. The organisation's guardrails can only ask more often than this. */
export function PolicyChoice({ policy, costMax, onPolicy, onCostMax }: PolicyChoiceProps) {
  const text = useText();
  const id = useId();
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-2.5 text-sm leading-none font-medium">{text.newRun.policy}</legend>
      <div className="grid gap-2 @xl:grid-cols-3">
        {policies.map((name) => (
          <label
            key={name}
            className="flex cursor-pointer gap-2.5 rounded-lg border bg-card p-3 text-sm has-checked:border-primary has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={id}
              value={name}
              checked={policy === name}
              onChange={() => onPolicy(name)}
              className="mt-0.5 size-4 shrink-0 accent-primary"
            />
            <span>
              <span className="block leading-snug font-medium">{text.newRun.policies[name].title}</span>
              <span className="mt-0.5 block text-xs leading-snug text-muted-foreground">
                {text.newRun.policies[name].hint}
              </span>
            </span>
          </label>
        ))}
      </div>
      {policy === "auto_with_thresholds" && (
        <div className="mt-1 grid gap-1.5">
          <Label htmlFor={`${id}-cost`}>{text.newRun.costMax}</Label>
          <Input
            id={`${id}-cost`}
            inputMode="decimal"
            className="figures w-32"
            placeholder="0.10"
            value={costMax}
            onChange={(event) => onCostMax(event.target.value)}
          />
        </div>
      )}
    </fieldset>
  );
}
