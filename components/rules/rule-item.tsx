"use client";

import { ArrowDownIcon, ArrowUpIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Words } from "@/components/run/words";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { CreateRule } from "@/lib/contracts/rules";
import { type NameOf, ruleWords } from "./rule-words";

/** How far a rule moves in the order of reading: one place earlier or later. */
export type MoveBy = -1 | 1;

interface RuleItemProps {
  id: string;
  rule: CreateRule;
  /** Whether there is a rule before it, and one after it. */
  first: boolean;
  last: boolean;
  nameOf: NameOf;
  onSwitch: (enabled: boolean) => void;
  onMove: (by: MoveBy) => void;
  /** Of how many runs it demanded something; left out for a draft. */
  caught?: number;
  /** What else can be done with it. */
  actions: ReactNode;
}

/** A rule in its place, in words. */
export function RuleItem({
  id,
  rule,
  first,
  last,
  nameOf,
  onSwitch,
  onMove,
  caught,
  actions,
}: RuleItemProps) {
  const text = useAdminText();
  const { rules, time } = text;
  const { name, enabled, order, demand } = rule;
  return (
    <li data-rule={id} className="flex gap-x-3 px-4 py-3.5 sm:px-5">
      <span
        className="figures mt-0.5 w-8 shrink-0 text-xs leading-5 text-muted-foreground"
        title={rules.order}
      >
        {order}
      </span>
      <div className="grid min-w-0 flex-1 gap-1.5">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span
            className={cn("min-w-0 text-sm font-medium wrap-anywhere", !enabled && "text-muted-foreground")}
          >
            <Words text={name} />
          </span>
          {demand.skip && <Badge variant="secondary">{rules.isException}</Badge>}
          {!enabled && <Badge variant="outline">{rules.off}</Badge>}
        </div>
        <p className="text-sm text-pretty wrap-anywhere text-muted-foreground">
          <Words text={ruleWords(rule, text, nameOf)} />
        </p>
        <div className="-ml-2 flex flex-wrap items-center gap-x-1 gap-y-1.5">
          <MoveButton label={rules.up(name)} by={-1} stuck={first} onMove={onMove} />
          <MoveButton label={rules.down(name)} by={1} stuck={last} onMove={onMove} />
          {actions}
          {caught !== undefined && !demand.skip && (
            <span className="figures ml-auto pl-2 text-xs text-muted-foreground" title={rules.caughtHint}>
              {rules.caught(caught.toLocaleString(time.locale))}
            </span>
          )}
        </div>
      </div>
      <Switch aria-label={rules.on(name)} checked={enabled} onCheckedChange={onSwitch} className="mt-0.5" />
    </li>
  );
}

interface MoveButtonProps {
  label: string;
  by: MoveBy;
  /** It has no further to go; the focus stays on it. */
  stuck: boolean;
  onMove: (by: MoveBy) => void;
}

function MoveButton({ label, by, stuck, onMove }: MoveButtonProps) {
  const Icon = by < 0 ? ArrowUpIcon : ArrowDownIcon;
  return (
    <Button
      type="button"
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      title={label}
      aria-disabled={stuck}
      data-move={by}
      className="aria-disabled:opacity-40"
      onClick={() => !stuck && onMove(by)}
    >
      <Icon aria-hidden />
    </Button>
  );
}
