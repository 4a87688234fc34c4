"use client";

import { useId } from "react";
import { count } from "@/components/figures/number";
import { RadioCards } from "@/components/figures/radio-cards";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { RolloutStage } from "@/lib/contracts/rollout";
import { byHand, shownBy, userIdsOf } from "./draft";
import type { PartProps } from "./part-props";
import { PercentageField } from "./percentage-field";

/** Nobody, the named ones, those and a share, or everyone. */
export function StageCard({ rollout, draft, onChange }: PartProps) {
  const text = useAdminText();
  const id = useId();
  const words = text.rollout.stage;
  const shown = shownBy(rollout, draft);
  const named = shown.stage === "people" || shown.stage === "percentage";
  return (
    <Section title={words.title}>
      <RadioCards
        legend={words.title}
        value={shown.stage}
        className="sm:grid-cols-2"
        options={RolloutStage.options.map((stage) => ({
          value: stage,
          title: (
            <>
              {words.names[stage]}
              {stage === rollout.state.stage && <Badge variant="secondary">{words.now}</Badge>}
            </>
          ),
          hint: words.hints[stage],
        }))}
        onChange={(stage) => onChange(byHand(rollout, draft, { stage }))}
      />
      {shown.stage === "percentage" && (
        <PercentageField
          value={shown.percentage}
          onChange={(percentage) => onChange(byHand(rollout, draft, { percentage }))}
        />
      )}
      {named && (
        <div className="mt-4 grid gap-1.5">
          <div className="flex items-baseline justify-between gap-3">
            <Label htmlFor={id}>{words.userIds}</Label>
            <span className="figures text-xs text-muted-foreground">
              {words.userIdsCount(count(userIdsOf(shown.people).length, text.time))}
            </span>
          </div>
          <Textarea
            id={id}
            value={shown.people}
            spellCheck={false}
            className="max-h-56 min-h-24 font-mono text-xs md:text-xs"
            onChange={(event) => onChange({ ...draft, people: event.target.value })}
          />
        </div>
      )}
      <p className="mt-3 text-xs text-muted-foreground">{words.asks}</p>
    </Section>
  );
}
