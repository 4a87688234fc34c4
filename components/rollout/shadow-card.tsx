"use client";

import { useId } from "react";
import { RadioCards } from "@/components/figures/radio-cards";
import { policyOf } from "@/components/lab/lab-form";
import { policyWords } from "@/components/lab/policy-words";
import { useLabDraft } from "@/components/lab/use-lab-draft";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import { Switch } from "@/components/ui/switch";
import type { HitlConfig } from "@/lib/contracts/policy";
import { shownBy } from "./draft";
import type { PartProps } from "./part-props";

type Choice = "asked" | "held" | "lab";

/** Which of them a policy is: what requests ask for, the one that holds now, or the lab's draft. */
function choiceOf(policy: HitlConfig | null, held: HitlConfig | null): Choice {
  if (policy === null) return "asked";
  return JSON.stringify(policy) === JSON.stringify(held) ? "held" : "lab";
}

/** Looking at the older path's requests with the new one's eyes, and with which policy. */
export function ShadowCard({ rollout, draft, onChange }: PartProps) {
  const text = useAdminText();
  const id = useId();
  const words = text.rollout.shadow;
  const [lab] = useLabDraft();
  const fromLab = policyOf(lab);
  const held = rollout.state.shadow_policy;
  const { shadow, shadowPolicy } = shownBy(rollout, draft);
  const choices: { value: Choice; title: string; hint: string }[] = [
    { value: "asked", title: words.asAsked, hint: words.asAskedHint },
  ];
  if (held !== null) choices.push({ value: "held", title: words.own, hint: policyWords(held, text) });
  if (fromLab !== null) {
    choices.push({ value: "lab", title: words.fromLab, hint: policyWords(fromLab, text) });
  }
  return (
    <Section title={words.title}>
      <div className="flex items-start justify-between gap-5">
        <div>
          <label htmlFor={id} className="text-sm font-medium">
            {words.label}
          </label>
          <p className="text-xs text-pretty text-muted-foreground">{words.hint}</p>
        </div>
        <Switch id={id} checked={shadow} onCheckedChange={(on) => onChange({ ...draft, shadow: on })} />
      </div>
      <h3 className="mt-4 mb-2 text-sm font-medium">{words.policy}</h3>
      <RadioCards
        legend={words.policy}
        value={choiceOf(shadowPolicy, held)}
        className="sm:grid-cols-2"
        options={choices}
        onChange={(choice) => {
          const policy = { asked: null, held, lab: fromLab }[choice];
          onChange({ ...draft, shadowPolicy: policy });
        }}
      />
    </Section>
  );
}
