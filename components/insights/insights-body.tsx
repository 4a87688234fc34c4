"use client";

import { count } from "@/components/figures/number";
import { useAdminText } from "@/components/text/admin-text";
import type { Metrics } from "@/lib/contracts/insights";
import { BudgetsCard } from "./charts/budgets-card";
import { ChangesChart } from "./charts/changes-chart";
import { ModelDecisions, ReviewerDecisions } from "./charts/deciders";
import { FailuresChart } from "./charts/failures-chart";
import { PeopleTimeChart, ProviderTimeChart } from "./charts/latency-charts";
import { OutcomesChart } from "./charts/outcomes-chart";
import { PartsChart } from "./charts/parts-chart";
import { PathsTable } from "./charts/paths-table";
import { SpendChart } from "./charts/spend-chart";
import { TimeoutsChart } from "./charts/timeouts-chart";
import { VolumeChart } from "./charts/volume-chart";
import { Stats } from "./stats";

/** The figures first, then each question with its chart; nothing at all is one sentence and no empty charts. */
export function InsightsBody({ metrics }: { metrics: Metrics }) {
  const text = useAdminText();
  const { hitl, legacy } = metrics.paths;
  return (
    <div className="grid gap-4">
      {metrics.uncounted > 0 && (
        <p role="status" className="text-sm text-warning">
          {text.insights.uncounted(count(metrics.uncounted, text.time))}
        </p>
      )}
      <Stats metrics={metrics} />
      {hitl.runs + legacy.runs === 0 ? (
        <p role="status" className="rounded-xl border border-dashed px-6 py-14 text-center text-sm">
          <span className="block font-medium">{text.insights.empty}</span>
          <span className="text-muted-foreground">{text.insights.emptyHint}</span>
        </p>
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          <OutcomesChart metrics={metrics} className="lg:col-span-2" />
          <ProviderTimeChart metrics={metrics} />
          <PeopleTimeChart metrics={metrics} />
          <PartsChart metrics={metrics} />
          <SpendChart metrics={metrics} />
          <BudgetsCard />
          <ModelDecisions metrics={metrics} />
          <ReviewerDecisions metrics={metrics} />
          <ChangesChart metrics={metrics} />
          <FailuresChart metrics={metrics} />
          <TimeoutsChart metrics={metrics} />
          <VolumeChart metrics={metrics} />
          <div className="lg:col-span-2">
            <PathsTable metrics={metrics} />
          </div>
        </div>
      )}
    </div>
  );
}
