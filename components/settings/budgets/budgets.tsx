"use client";

import { PlusIcon } from "lucide-react";
import { useState } from "react";
import { useBudgets } from "@/components/api/budgets";
import { Blank } from "@/components/shell/blank";
import { useAdminText } from "@/components/text/admin-text";
import { Button } from "@/components/ui/button";
import type { Budget } from "@/lib/contracts/budgets";
import { ListPending, SettingsPage } from "../settings-page";
import { BudgetDialog } from "./budget-dialog";
import { BudgetRow } from "./budget-row";

/** Money that may be spent in a day or a month, and how far it is. */
export function Budgets() {
  const { budgets: words, shell } = useAdminText();
  const { data, error, refetch } = useBudgets();
  const [editing, setEditing] = useState<Budget | "new" | null>(null);
  return (
    <>
      <SettingsPage
        title={shell.sections.budgets}
        hint={words.hint}
        action={
          <Button onClick={() => setEditing("new")}>
            <PlusIcon aria-hidden />
            {words.add}
          </Button>
        }
      >
        {!data ? (
          <ListPending error={error} onAgain={() => void refetch()} />
        ) : data.length === 0 ? (
          <div className="grid min-h-60 rounded-xl border border-dashed">
            <Blank seed="budgets" title={words.none} hint={words.noneHint} />
          </div>
        ) : (
          <ul
            aria-label={words.list}
            className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
          >
            {data.map((budget) => (
              <BudgetRow key={budget.id} budget={budget} onEdit={() => setEditing(budget)} />
            ))}
          </ul>
        )}
      </SettingsPage>
      {editing !== null && (
        <BudgetDialog opened={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
