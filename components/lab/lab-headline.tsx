"use client";

import { count } from "@/components/figures/number";
import { Stat } from "@/components/figures/stat";
import { duration } from "@/components/format/duration";
import { useAdminText } from "@/components/text/admin-text";
import type { Simulation } from "@/lib/contracts/simulate";

/** The sum of a replay in one line, and the figures that it is made of. */
export function LabHeadline({ result, over }: { result: Simulation; over: string }) {
  const text = useAdminText();
  const { headline, stats, truncated } = text.lab;
  const whole = (value: number) => count(value, text.time);
  const fewer = result.reviews_actual - result.reviews_draft;
  return (
    <section className="overflow-hidden rounded-xl border bg-border shadow-xs">
      <header className="bg-card px-5 pt-4 pb-1">
        <h2 className="text-xl font-semibold tracking-[-0.015em]">
          {fewer > 0
            ? headline.fewer(whole(fewer))
            : fewer < 0
              ? headline.more(whole(-fewer))
              : headline.same}
        </h2>
        <p className="text-sm text-muted-foreground">
          {over}. {result.truncated && truncated}
        </p>
      </header>
      <dl className="grid grid-cols-2 gap-px pb-px sm:grid-cols-3 xl:grid-cols-5 max-xl:*:last:col-span-2">
        <Stat
          label={stats.reviews}
          value={whole(result.reviews_draft)}
          hint={stats.before(whole(result.reviews_actual))}
        />
        <Stat label={stats.saved} value={whole(result.reviews_saved)} hint={stats.savedHint} />
        <Stat label={stats.added} value={whole(result.reviews_added)} hint={stats.addedHint} />
        <Stat
          label={stats.waiting}
          value={duration(result.waiting_saved_ms, text.time)}
          hint={stats.waitingHint}
        />
        <Stat
          label={stats.untouched}
          value={whole(result.untouched_draft)}
          hint={stats.before(whole(result.untouched_actual))}
        />
      </dl>
    </section>
  );
}
