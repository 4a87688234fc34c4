"use client";

import { CircleCheckIcon, HandIcon, InfoIcon, type LucideIcon } from "lucide-react";
import { count } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Warning } from "@/lib/contracts/rollout";

const looks = {
  hold: { variant: "destructive", icon: HandIcon },
  go: { variant: "default", icon: CircleCheckIcon },
  too_few: { variant: "default", icon: InfoIcon },
} as const satisfies Record<Warning["level"], { variant: string; icon: LucideIcon }>;

/** Whether to go on, why, and the rule that says so. */
export function WarningLine({ warning }: { warning: Warning }) {
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
