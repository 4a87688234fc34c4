"use client";

import { FigureTable } from "@/components/figures/figure-table";
import { pathRows } from "@/components/figures/path-rows";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import type { Rollout } from "@/lib/contracts/rollout";
import { WarningLine } from "./warning-line";

/** Both paths beside the switch, and what the figures advise. */
export function ComparisonCard({ rollout }: { rollout: Rollout }) {
  const text = useAdminText();
  const words = text.rollout.comparison;
  const { comparison, warning } = rollout;
  const { figure, legacy, hitl, difference } = text.insights.paths;
  return (
    <Section
      title={words.title}
      aside={<p className="text-xs text-muted-foreground">{words.days(comparison.days)}</p>}
    >
      <WarningLine warning={warning} />
      <div className="mt-3 overflow-x-auto">
        <FigureTable
          caption={words.title}
          head={[figure, legacy, hitl, difference]}
          rows={pathRows(comparison.legacy, comparison.hitl, text)}
          className="text-xs"
        />
      </div>
    </Section>
  );
}
