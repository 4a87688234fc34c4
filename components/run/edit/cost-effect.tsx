"use client";

import { money } from "@/components/format/money";
import { asObject } from "@/components/json/as-object";
import { useText } from "@/components/text";
import { Badge } from "@/components/ui/badge";
import type { JsonObject } from "@/lib/contracts/json";
import type { Run } from "@/lib/contracts/run";
import { costFactor } from "@/lib/core/cost-factor";

/** What the edit so far does to the estimated cost; nothing where it does nothing. */
export function CostEffect({ run, payload }: { run: Run; payload: JsonObject }) {
  const { edit: text, time } = useText();
  const cost = run.estimated_cost;
  if (!cost) return null;
  const { factor } = costFactor(asObject(run.suggested_payload), payload, cost.per);
  const more = cost.amount * (factor - 1);
  if (Math.abs(more) < 1e-6) return null;
  return (
    <Badge
      variant={more > 0 ? "warning" : "success"}
      title={text.costHint(money(cost.amount, time), money(cost.amount + more, time))}
    >
      {more > 0 ? text.costs(money(more, time)) : text.saves(money(-more, time))}
    </Badge>
  );
}
