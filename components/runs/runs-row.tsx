"use client";

import Link from "next/link";
import type { ReactNode, Ref } from "react";
import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { measured } from "@/components/format/duration";
import { money } from "@/components/format/money";
import { HeldBack } from "@/components/run/held-back";
import { shownPrompt } from "@/components/run/shown-prompt";
import { StatusBadge } from "@/components/run/status-badge";
import { rowLetters, Words } from "@/components/run/words";
import { useText } from "@/components/text";
import type { Text } from "@/components/text/en";
import { TimeAgo } from "@/components/time/time-ago";
import type { RunSummary } from "@/lib/contracts/run";
import { spelledOut } from "@/lib/core/hidden/segments";
import type { ColumnName } from "./columns";

interface RunsRowProps {
  run: RunSummary;
  columns: readonly ColumnName[];
  index: number;
  ref: Ref<HTMLTableRowElement>;
}

export function RunsRow({ run, columns, index, ref }: RunsRowProps) {
  const text = useText();
  return (
    <tr
      ref={ref}
      data-index={index}
      // A table only where there is room for its columns and the prompt; else a card.
      className="group relative hover:bg-secondary/50 max-lg:flex max-lg:flex-wrap max-lg:items-center max-lg:gap-x-3 max-lg:gap-y-1 max-lg:px-4 max-lg:py-3 lg:[&>td]:px-4 lg:[&>td]:py-3"
    >
      <td className="max-lg:w-full">
        <Link
          href={`/runs/${run.run_id}`}
          className="line-clamp-1 font-medium wrap-anywhere outline-hidden after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring max-lg:line-clamp-2"
        >
          <Words still text={shownPrompt(run, text)} to={rowLetters} />
        </Link>
        <span className="line-clamp-1 text-xs wrap-anywhere text-muted-foreground">
          {run.held_back_by ? (
            <HeldBack held={run.held_back_by} />
          ) : (
            <Words text={text.said(run.message, run.said)} />
          )}
        </span>
      </td>
      {columns.map((name) => (
        <td key={name} className={looks[name]}>
          {cells[name](run, text)}
        </td>
      ))}
    </tr>
  );
}

const looks = {
  model: "",
  kind: "max-lg:text-xs",
  status: "",
  user: "max-lg:max-w-full",
  session: "max-lg:max-w-full",
  cost: "figures max-lg:text-xs lg:text-right",
  took: "figures text-right text-muted-foreground max-lg:hidden",
  created: "figures text-muted-foreground max-lg:ml-auto max-lg:text-xs lg:text-right",
} as const satisfies Record<ColumnName, string>;

const missing = <span className="text-muted-foreground">—</span>;

const cells = {
  model: (run) => (
    <span className="flex items-center gap-1.5 text-muted-foreground max-lg:text-xs" title={run.model}>
      <ProviderMark provider={run.provider} />
      <span className="truncate">
        <Words text={run.model.split("/").at(-1) ?? ""} />
      </span>
    </span>
  ),
  kind: (run, text) => (
    <span className="flex items-center gap-1.5 text-muted-foreground">
      <KindIcon kind={run.operation_type} className="size-3.5 shrink-0" />
      <span className="truncate">{text.words.kind[run.operation_type ?? "other"]}</span>
    </span>
  ),
  status: (run, text) => (
    <span className="flex items-center gap-2">
      <StatusBadge status={run.status} />
      {run.status === "awaiting_human" && (
        <span className="truncate text-xs text-muted-foreground">{text.words.step[run.current_step]}</span>
      )}
    </span>
  ),
  user: (run) => <Identifier value={run.user_email ?? run.user_id} />,
  session: (run) => <Identifier value={run.session_id} />,
  cost: (run, text) => (run.estimated_cost ? money(run.estimated_cost.amount, text.time) : missing),
  took: (run, text) =>
    run.completed_at
      ? measured(Date.parse(run.completed_at) - Date.parse(run.created_at), text.time)
      : missing,
  created: (run) => <TimeAgo at={run.created_at} />,
} as const satisfies Record<ColumnName, (run: RunSummary, text: Text) => ReactNode>;

function Identifier({ value }: { value: string | null }) {
  return value === null ? (
    missing
  ) : (
    <span title={spelledOut(value)} className="block truncate font-mono text-xs text-muted-foreground">
      <Words text={value} />
    </span>
  );
}
