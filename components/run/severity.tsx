import { CircleAlertIcon, InfoIcon, type LucideIcon, TriangleAlertIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { Issue } from "@/lib/contracts/parts";
import type { Severity } from "@/lib/contracts/words";

const icons = {
  error: { icon: CircleAlertIcon, className: "text-destructive" },
  warning: { icon: TriangleAlertIcon, className: "text-warning" },
  info: { icon: InfoIcon, className: "text-muted-foreground" },
} as const satisfies Record<Severity, { icon: LucideIcon; className: string }>;

export function SeverityIcon({ severity, label }: { severity: Severity; label: string }) {
  const { icon: Icon, className } = icons[severity];
  return (
    <>
      <Icon className={cn("mt-0.5 size-4 shrink-0", className)} aria-hidden />
      <span className="sr-only">{label}: </span>
    </>
  );
}

const weight = { error: 0, warning: 1, info: 2 } as const satisfies Record<Severity, number>;

export const severityBadges = {
  error: "destructive",
  warning: "warning",
  info: "secondary",
} as const satisfies Record<Severity, string>;

/** How many there are of each severity that there is, the worst first. */
export function countsBySeverity(issues: readonly Issue[]): { severity: Severity; count: number }[] {
  return (["error", "warning", "info"] satisfies Severity[])
    .map((severity) => ({ severity, count: issues.filter((issue) => issue.severity === severity).length }))
    .filter(({ count }) => count > 0);
}

/** The worst first; equals keep their order. */
export function bySeverity(issues: Issue[]): Issue[] {
  return issues.toSorted((left, right) => weight[left.severity] - weight[right.severity]);
}
