"use client";

import { useBudgets } from "@/components/api/budgets";
import { BudgetBar } from "@/components/figures/budget-bar";
import { ChartCard } from "@/components/figures/chart-card";
import { money } from "@/components/format/money";
import { periodName } from "@/components/format/period-name";
import { Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { useAdminText } from "@/components/text/admin-text";

/** How far each budget is used in its present day or month; nothing where there is none, or none of one's own to see. */
export function BudgetsCard() {
  const { budgets: words, time } = useAdminText();
  const me = useMe();
  const { data = [] } = useBudgets(me.role === "admin");
  const shown = data.filter(({ enabled }) => enabled);
  if (shown.length === 0) return null;
  const { columns } = words;
  return (
    <ChartCard
      title={words.card}
      hint={words.cardHint}
      empty={null}
      table={{
        head: [columns.name, columns.period, columns.spent, columns.reserved, columns.limit],
        rows: shown.map(({ id, name, current, spent, reserved, limit_usd }) => ({
          key: id,
          cells: [
            name,
            periodName(current, time),
            money(spent, time),
            money(reserved, time),
            money(limit_usd, time),
          ],
        })),
      }}
    >
      <ul className="grid gap-3.5">
        {shown.map(({ id, name, current, spent, reserved, limit_usd }) => (
          <li key={id} className="min-w-0">
            <div className="mb-1 flex items-baseline justify-between gap-3 text-xs">
              <span className="min-w-0 truncate font-medium">
                <Words text={name} />
              </span>
              <span className="figures shrink-0 text-muted-foreground">
                {words.spentOf(money(spent, time), money(limit_usd, time), periodName(current, time))}
              </span>
            </div>
            <BudgetBar spent={spent} reserved={reserved} limit={limit_usd} />
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}
