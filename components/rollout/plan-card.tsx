"use client";

import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import type { PartProps } from "./part-props";
import { PlanWeek } from "./plan-week";

/** Five weeks from staging to the end of the older path. */
export function PlanCard(part: PartProps) {
  const text = useAdminText();
  return (
    <Section
      title={text.rollout.plan.title}
      aside={<p className="text-xs text-muted-foreground">{text.rollout.plan.hint}</p>}
    >
      <ol className="grid">
        {part.rollout.plan.map((step) => (
          <PlanWeek key={step.name} step={step} {...part} />
        ))}
      </ol>
    </Section>
  );
}
