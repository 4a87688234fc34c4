"use client";

import Link from "next/link";
import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { measured } from "@/components/format/duration";
import { money } from "@/components/format/money";
import { StatusBadge } from "@/components/run/status-badge";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import type { RunSummary } from "@/lib/contracts/run";

/** Runs as rows; on a narrow screen the same rows as short cards. */
export function RunsTable({ runs }: { runs: RunSummary[] }) {
  const text = useText();
  const { columns } = text.runs;
  return (
    <div className="overflow-hidden rounded-xl border bg-card shadow-xs">
      <table className="w-full table-fixed text-sm">
        <thead className="text-left text-xs text-muted-foreground max-md:sr-only">
          <tr className="border-b [&>th]:px-4 [&>th]:py-2.5 [&>th]:font-medium">
            <th scope="col">{columns.run}</th>
            <th scope="col" className="w-48">
              {columns.model}
            </th>
            <th scope="col" className="w-44">
              {columns.status}
            </th>
            <th scope="col" className="w-24 text-right">
              {columns.cost}
            </th>
            <th scope="col" className="w-24 text-right max-lg:hidden">
              {columns.took}
            </th>
            <th scope="col" className="w-32 text-right">
              {columns.created}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {runs.map((run) => (
            <RunsRow key={run.run_id} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunsRow({ run }: { run: RunSummary }) {
  const text = useText();
  const took = run.completed_at ? Date.parse(run.completed_at) - Date.parse(run.created_at) : null;
  return (
    <tr className="group relative hover:bg-secondary/50 max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-1 max-md:px-4 max-md:py-3 md:[&>td]:px-4 md:[&>td]:py-3">
      <td className="max-md:w-full">
        <Link
          href={`/runs/${run.run_id}`}
          className="line-clamp-1 font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring max-md:line-clamp-2"
        >
          {run.prompt}
        </Link>
        <span className="line-clamp-1 text-xs text-muted-foreground">{run.message}</span>
      </td>
      <td>
        <span className="flex items-center gap-1.5 text-muted-foreground max-md:text-xs">
          <ProviderMark provider={run.provider} />
          <span className="truncate">{run.model.split("/").at(-1)}</span>
          <KindIcon kind={run.operation_type} className="ml-auto size-3.5 shrink-0 max-md:hidden" />
        </span>
      </td>
      <td>
        <span className="flex items-center gap-2">
          <StatusBadge status={run.status} />
          {run.status === "awaiting_human" && (
            <span className="truncate text-xs text-muted-foreground">
              {text.words.step[run.current_step]}
            </span>
          )}
        </span>
      </td>
      <td className="figures max-md:text-xs md:text-right">
        {run.estimated_cost ? (
          money(run.estimated_cost.amount, text.time)
        ) : (
          <span className="text-muted-foreground">—</span>
        )}
      </td>
      <td className="figures text-right text-muted-foreground max-lg:hidden">
        {took === null ? "—" : measured(took, text.time)}
      </td>
      <td className="figures text-muted-foreground max-md:ml-auto max-md:text-xs md:text-right">
        <TimeAgo at={run.created_at} />
      </td>
    </tr>
  );
}
