"use client";

import { CircleCheckIcon, HandIcon, InfoIcon, type LucideIcon } from "lucide-react";
import { FigureTable } from "@/components/figures/figure-table";
import { count } from "@/components/figures/number";
import { pathRows } from "@/components/figures/path-rows";
import { Section } from "@/components/run/section";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Rollout, Warning } from "@/lib/contracts/rollout";

const looks = {
  hold: { variant: "destructive", icon: HandIcon },
  go: { variant: "default", icon: CircleCheckIcon },
  too_few: { variant: "default", icon: InfoIcon },
} as const satisfies Record<Warning["level"], { variant: string; icon: LucideIcon }>;

/** Whether to go on, why, and the rule that says so. */
function WarningLine({ warning }: { warning: Warning }) {
  const text = useAdminText();
  const words = text.rollout.comparison;
  const { variant, icon: Icon } = looks[warning.level];
  return (
    <Alert variant={variant}>
      <Icon aria-hidden className={warning.level === "go" ? "text-success" : undefined} />
      <AlertTitle>{words.levels[warning.level]}</AlertTitle>
      <AlertDescription>
        <p className="text-foreground">{text.said(warning.reason.replace(/^hold: /i, ""), warning.said)}</p>
        <p className="text-xs text-pretty">
          {words.rule(count(warning.max_points, text.time), count(warning.min_runs, text.time))}
        </p>
      </AlertDescription>
    </Alert>
  );
}

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
