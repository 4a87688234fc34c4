"use client";

import { useId } from "react";
import { RadioCards } from "@/components/figures/radio-cards";
import { policyOf } from "@/components/lab/lab-form";
import { policyWords } from "@/components/lab/policy-words";
import { useLabDraft } from "@/components/lab/use-lab-draft";
import { Section } from "@/components/run/section";
import { useText } from "@/components/text";
import { Switch } from "@/components/ui/switch";
import { shownBy } from "./draft";
import type { PartProps } from "./part-props";

/** Looking at the older path's requests with the new one's eyes, and with which policy. */
export function ShadowCard({ rollout, draft, onChange }: PartProps) {
  const text = useText();
  const id = useId();
  const words = text.rollout.shadow;
  const [lab] = useLabDraft();
  const fromLab = policyOf(lab);
  const { shadow, shadowPolicy } = shownBy(rollout, draft);
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
        value={shadowPolicy === null ? "asked" : "own"}
        className="sm:grid-cols-2"
        options={[
          { value: "asked" as const, title: words.asAsked, hint: words.asAskedHint },
          {
            value: "own" as const,
            title: shadowPolicy === null ? words.fromLab : words.own,
            hint: policyWords(shadowPolicy ?? fromLab ?? {}, text),
          },
        ]}
        onChange={(choice) => {
          if (choice === "asked") onChange({ ...draft, shadowPolicy: null });
          else if (fromLab !== null) {
            onChange({ ...draft, shadowPolicy: rollout.state.shadow_policy ?? fromLab });
          }
        }}
      />
    </Section>
  );
}
