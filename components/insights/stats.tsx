"use client";

import { count, percent } from "@/components/figures/number";
import { span } from "@/components/figures/span";
import { Stat } from "@/components/figures/stat";
import { money } from "@/components/format/money";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";

/** The plain figures: what waits now, and what the range came to on the reviewed path. */
export function Stats({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const { stats } = text.insights;
  const { queue, paths } = metrics;
  const path = paths.hitl;
  const long = (milliseconds: number) => span(milliseconds, text.time);
  const whole = (value: number) => count(value, text.time);
  const decision = path.time_to_decision_ms;
  return (
    <dl
      aria-label={text.insights.figures}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border shadow-xs sm:grid-cols-3 xl:grid-cols-6"
    >
      <Stat
        label={stats.waiting}
        value={whole(queue.waiting)}
        hint={
          queue.oldest_ms === null
            ? stats.nothingWaits
            : [
                stats.oldest(long(queue.oldest_ms)),
                queue.due_soon > 0 && stats.dueSoon(whole(queue.due_soon)),
              ]
                .filter(Boolean)
                .join(" · ")
        }
      />
      <Stat
        label={stats.decision}
        value={decision ? long(decision.p50) : "–"}
        hint={decision ? stats.decisionMore(long(decision.p95), whole(decision.count)) : stats.noDecision}
      />
      <Stat
        label={stats.intervention}
        value={percent(path.intervention_rate, text.time)}
        hint={path.runs > 0 ? stats.interventionMore(whole(path.intervened), whole(path.runs)) : stats.noRuns}
      />
      <Stat
        label={stats.error}
        value={percent(path.error_rate, text.time)}
        hint={
          path.error_rate === null
            ? stats.noRuns
            : stats.errorMore(whole(path.failed), whole(path.completed + path.failed))
        }
      />
      <Stat
        label={stats.spend}
        value={money(path.cost.estimated_usd, text.time)}
        hint={
          path.cost.measured_runs > 0
            ? stats.spendMore(
                money(path.cost.measured_usd, text.time),
                money(path.cost.measured_estimate_usd, text.time),
              )
            : stats.spendUnmeasured
        }
      />
      <Stat label={stats.timeouts} value={whole(path.timeouts)} hint={stats.timeoutsMore} />
    </dl>
  );
}
