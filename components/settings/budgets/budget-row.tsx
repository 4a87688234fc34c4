"use client";

import { useChangeBudget, useDeleteBudget } from "@/components/api/budgets";
import { BudgetBar } from "@/components/figures/budget-bar";
import { money } from "@/components/format/money";
import { periodName } from "@/components/format/period-name";
import { conditionWords } from "@/components/rules/rule-words";
import { useNames } from "@/components/rules/use-names";
import { Words } from "@/components/run/words";
import { FormDialog } from "@/components/shell/form-dialog";
import { notify } from "@/components/shell/notify";
import { useAdminText } from "@/components/text/admin-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Switch } from "@/components/ui/switch";
import type { Budget } from "@/lib/contracts/budgets";

interface BudgetRowProps {
  budget: Budget;
  onEdit: () => void;
}

/** A budget in words: for whose calls, what becomes of what does not fit, and how far it is used. */
export function BudgetRow({ budget, onEdit }: BudgetRowProps) {
  const text = useAdminText();
  const { budgets: words, time } = text;
  const nameOf = useNames();
  const change = useChangeBudget();
  const { id, name, enabled, for: whose, limit_usd, unknown_usd, period, over, current } = budget;
  const { group, ...named } = whose;
  const conditions = [
    ...conditionWords(named, text, nameOf),
    ...(group === undefined ? [] : [words.ofGroup(nameOf(group))]),
  ];
  return (
    <li className="flex gap-x-3 px-4 py-3.5 sm:px-5">
      <div className="grid min-w-0 flex-1 gap-2">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <h3
            className={cn("min-w-0 text-sm font-medium wrap-anywhere", !enabled && "text-muted-foreground")}
          >
            <Words text={name} />
          </h3>
          {!enabled && <Badge variant="outline">{words.off}</Badge>}
        </div>
        <div className="grid max-w-xl gap-1.5">
          <BudgetBar spent={budget.spent} reserved={budget.reserved} limit={limit_usd} />
          <p className="figures flex flex-wrap gap-x-3 text-sm">
            <span className="font-medium">
              {words.spentOf(money(budget.spent, time), money(limit_usd, time), periodName(current, time))}
            </span>
            {budget.reserved > 0 && (
              <span className="text-muted-foreground">{words.reserved(money(budget.reserved, time))}</span>
            )}
          </p>
        </div>
        <p className="text-sm text-pretty wrap-anywhere text-muted-foreground">
          <Words
            text={[
              conditions.length === 0 ? words.every : words.requests(conditions.join(", ")),
              words.each[period],
              words.passes[over],
              unknown_usd === null ? words.unknownAsks : words.unknownTakes(money(unknown_usd, time)),
            ].join(" ")}
          />
        </p>
        <div className="-ml-2 flex flex-wrap gap-x-1">
          <Button variant="ghost" size="sm" aria-label={words.editOf(name)} onClick={onEdit}>
            {words.edit}
          </Button>
          <DeleteBudget budget={budget} />
        </div>
      </div>
      <Switch
        aria-label={words.on(name)}
        checked={enabled}
        onCheckedChange={(on) =>
          change.mutate({ id, enabled: on }, { onError: (error) => notify(text.problem(error), "failed") })
        }
        className="mt-0.5"
      />
    </li>
  );
}

function DeleteBudget({ budget: { id, name } }: { budget: Budget }) {
  const { budgets: words } = useAdminText();
  const remove = useDeleteBudget();
  return (
    <FormDialog
      trigger={
        <Button variant="ghost" size="sm" aria-label={words.removeOf(name)} onClick={() => remove.reset()}>
          {words.remove}
        </Button>
      }
      title={words.removeTitle(name)}
      hint={words.removeHint}
      submit={words.remove}
      grave
      error={remove.error}
      working={remove.isPending}
      onSubmit={(_, close) => remove.mutate({ id }, { onSuccess: close })}
    />
  );
}
