"use client";

import { CircleCheckIcon, TriangleAlertIcon } from "lucide-react";
import { money } from "@/components/format/money";
import { useAdminText } from "@/components/text/admin-text";
import { cn } from "@/components/ui/cn";
import type { Simulation } from "@/lib/contracts/simulate";
import { LetThroughTable } from "./let-through-table";

/** Rejected and edited runs that nobody would have seen: the price of fewer reviews. */
export function LetThrough({ through }: { through: Simulation["let_through"] }) {
  const text = useAdminText();
  const words = text.lab.through;
  const none = through.rejected + through.edited === 0;
  const Icon = none ? CircleCheckIcon : TriangleAlertIcon;
  return (
    <section aria-labelledby="let-through" className="rounded-xl border bg-card shadow-xs">
      <header className="flex gap-3 px-5 pt-4 pb-4">
        <Icon aria-hidden className={cn("mt-0.5 size-5 shrink-0", none ? "text-success" : "text-warning")} />
        <div className="min-w-0">
          <h2 id="let-through" className="text-[0.9375rem] font-semibold">
            {none ? words.none : words.title}
          </h2>
          {none ? (
            <p className="text-sm text-pretty text-muted-foreground">{words.noneHint}</p>
          ) : (
            <>
              <p className="figures mt-0.5 text-sm font-medium">
                {[words.rejected(through.rejected), words.edited(through.edited)].join(", ")}
                {through.rejected_usd > 0 && `; ${words.money(money(through.rejected_usd, text.time))}`}
              </p>
              <p className="text-sm text-pretty text-muted-foreground">
                {words.hint} {through.runs.length < through.rejected + through.edited && words.newest}
              </p>
            </>
          )}
        </div>
      </header>
      {through.runs.length > 0 && <LetThroughTable runs={through.runs} />}
    </section>
  );
}
