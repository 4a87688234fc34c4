"use client";

import { ChevronRightIcon } from "lucide-react";
import Link from "next/link";
import { BarList } from "@/components/figures/bar-list";
import { FigureTable } from "@/components/figures/figure-table";
import { count, percent } from "@/components/figures/number";
import { money } from "@/components/format/money";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import type { ShadowReport } from "@/lib/contracts/rollout";

export function ShadowReportBody({ report }: { report: ShadowReport }) {
  const text = useAdminText();
  const words = text.rollout.report;
  const whole = (value: number) => count(value, text.time);
  const { completed, failed } = report.waiting_outcomes;
  return (
    <div className="grid gap-6">
      <div>
        <p className="text-lg leading-snug font-semibold tracking-[-0.01em]">
          {words.headline(whole(report.would_wait), whole(report.requests))}
          <span className="font-normal text-muted-foreground">
            {" "}
            ({words.share(percent(report.would_wait_share, text.time))})
          </span>
        </p>
        <ul className="figures mt-1 grid gap-0.5 text-sm text-pretty text-muted-foreground">
          <li>{words.money(money(report.waiting_usd, text.time), money(report.estimated_usd, text.time))}</li>
          {completed + failed > 0 && <li>{words.outcomes(whole(completed), whole(failed))}</li>}
          {report.error_issues > 0 && <li>{words.errors(whole(report.error_issues))}</li>}
          {report.truncated && <li>{words.truncated}</li>}
        </ul>
      </div>
      <Part title={words.byStep}>
        <BarList
          series={[{ key: "requests", label: words.requests, look: "accent" }]}
          whole={report.would_wait}
          rows={report.by_step.map(({ step, requests }) => ({
            key: step,
            label: text.words.step[step],
            figure: `${whole(requests)} · ${percent(requests / report.would_wait, text.time)}`,
            values: { requests },
          }))}
        />
      </Part>
      <Part title={words.byRule}>
        <FigureTable
          caption={words.byRule}
          head={[words.rule, words.step, words.requests]}
          rows={report.by_rule.map((row) => ({
            key: `${row.step} ${row.rule}`,
            cells: [
              <span key="rule">
                <code className="font-mono text-xs">{row.rule}</code>
                <span className="block text-xs text-pretty text-muted-foreground">{row.example}</span>
              </span>,
              text.words.step[row.step],
              whole(row.requests),
            ],
          }))}
        />
      </Part>
      <Part title={words.byModel}>
        <div className="overflow-x-auto">
          <FigureTable
            caption={words.byModel}
            head={[words.model, words.requests, words.wouldWait, words.errorIssues]}
            rows={report.by_model.map((row) => ({
              key: `${row.provider}:${row.model}`,
              cells: [row.model, whole(row.requests), whole(row.would_wait), whole(row.error_issues)],
            }))}
          />
        </div>
      </Part>
      {report.examples.length > 0 && (
        <details className="group">
          <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-sm font-medium">
            <ChevronRightIcon className="size-4 transition-transform group-open:rotate-90" aria-hidden />
            {words.examples}
          </summary>
          <ul className="mt-2 max-h-96 divide-y overflow-y-auto text-sm">
            {report.examples.map((each) => (
              <li key={each.run_id} className="py-2">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <Link href={`/runs/${each.run_id}`} className="rounded-sm font-medium hover:underline">
                    {each.model}
                  </Link>
                  <span className="text-xs text-muted-foreground">
                    {text.words.step[each.would_pause_at]}, <TimeAgo at={each.at} />
                  </span>
                </span>
                <span className="block text-xs text-pretty text-muted-foreground">
                  {each.reasons
                    .map((reason, index) => text.said(reason, each.reasons_said?.[index]))
                    .join("; ")}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{title}</h3>
      {children}
    </section>
  );
}
