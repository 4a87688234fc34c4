"use client";

import { useState } from "react";
import { useBudgets } from "@/components/api/budgets";
import { useAdminText } from "@/components/text/admin-text";
import type { Budget } from "@/lib/contracts/budgets";
import { ListPage } from "../list-page";
import { BudgetDialog } from "./budget-dialog";
import { BudgetRow } from "./budget-row";

/** Money that may be spent in a day or a month, and how far it is. */
export function Budgets() {
  const { budgets: words, shell } = useAdminText();
  const list = useBudgets();
  const [editing, setEditing] = useState<Budget | "new" | null>(null);
  return (
    <>
      <ListPage
        title={shell.sections.budgets}
        hint={words.hint}
        add={words.add}
        onAdd={() => setEditing("new")}
        list={list}
        blank={{ seed: "budgets", title: words.none, hint: words.noneHint }}
      >
        {(budgets) => (
          <ul
            aria-label={words.list}
            className="divide-y overflow-hidden rounded-xl border bg-card shadow-xs"
          >
            {budgets.map((budget) => (
              <BudgetRow key={budget.id} budget={budget} onEdit={() => setEditing(budget)} />
            ))}
          </ul>
        )}
      </ListPage>
      {editing !== null && (
        <BudgetDialog opened={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
