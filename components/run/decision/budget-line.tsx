"use client";

import { WalletIcon } from "lucide-react";
import { BudgetBar } from "@/components/figures/budget-bar";
import { numberFormat } from "@/components/format/formatters";
import { money } from "@/components/format/money";
import { periodName } from "@/components/format/period-name";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { BudgetShare } from "../budget-shares";
import { Words } from "../words";

interface BudgetLineProps {
  shares: readonly BudgetShare[];
  /** Begins to go over what lets admins; null for whoever may not, and where all of it fits. */
  onOverspend: (() => void) | null;
}

/** Says beside the pen what the call would take of each budget, in red where it would pass one. */
export function BudgetLine({ shares, onOverspend }: BudgetLineProps) {
  const text = useText();
  const words = text.decide.budget;
  if (shares.length === 0) return null;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <ul aria-label={words.list} className="grid min-w-0 flex-1 basis-64 gap-1.5">
        {shares.map(({ budget, amount, passes }) => (
          <li
            key={budget.id}
            className={cn(
              "flex items-start gap-2 rounded-md px-3 py-1.5 text-sm",
              passes ? "bg-destructive-soft text-destructive" : "bg-secondary",
            )}
          >
            <WalletIcon className="mt-0.5 size-4 shrink-0" aria-hidden />
            <span className="figures min-w-0 flex-1 wrap-anywhere">
              <strong className="font-semibold">
                <Words text={shareWords({ budget, amount, passes }, text)} />
              </strong>
              {" · "}
              <span className={passes ? undefined : "text-muted-foreground"}>
                {words.used(
                  money(budget.spent, text.time),
                  money(budget.reserved, text.time),
                  money(budget.limit, text.time),
                )}
                {passes && ` ${words.may[budget.over]}`}
              </span>
            </span>
            <BudgetBar
              spent={budget.spent}
              reserved={budget.reserved}
              more={amount ?? 0}
              limit={budget.limit}
              className="mt-1.5 w-20 shrink-0 @2xl:w-32"
            />
          </li>
        ))}
      </ul>
      {onOverspend && (
        <Button variant="outline" size="sm" className="text-destructive" onClick={onOverspend}>
          {words.over}
        </Button>
      )}
    </div>
  );
}

/** `3 % of “Film” in November 2026`, or that it would pass it. */
function shareWords({ budget, amount, passes }: BudgetShare, text: Text): string {
  const words = text.decide.budget;
  const period = periodName(budget.current, text.time);
  if (passes) return words.passes(budget.name, period);
  if (amount === null) return words.unknown(budget.name);
  return words.share(shareOf(amount / budget.limit, text), budget.name, period);
}

function shareOf(part: number, { time }: Text): string {
  const percent = numberFormat(time.locale, { style: "percent", maximumFractionDigits: 0 });
  return part < 0.01 ? `< ${percent.format(0.01)}` : percent.format(part);
}
