"use client";

import { KindIcon } from "@/components/brand/kind-icon";
import { ProviderMark } from "@/components/brand/provider-mark";
import { duration } from "@/components/format/duration";
import { money } from "@/components/format/money";
import { useNow } from "@/components/hooks/use-now";
import { Initials } from "@/components/shell/initials";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { TimeLeft } from "@/components/time/time-left";
import { cn } from "@/components/ui/cn";
import type { RunSummary } from "@/lib/contracts/run";

interface RunRowProps {
  run: RunSummary;
  chosen: boolean;
  onChoose: (runId: string) => void;
}

/** One waiting run: what it is for, why it waits, and how pressing it is. */
export function RunRow({ run, chosen, onChoose }: RunRowProps) {
  const text = useText();
  const me = useMe();
  const now = useNow(15);
  const since = run.waiting_since ?? run.created_at;
  const claimer = run.claimed_by;
  return (
    <a
      href={`?run=${run.run_id}`}
      aria-current={chosen ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onChoose(run.run_id);
      }}
      className={cn(
        "relative flex gap-3.5 border-b px-4 py-3.5 transition-colors outline-none focus-visible:outline-2 focus-visible:-outline-offset-2",
        chosen
          ? "bg-accent before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-primary"
          : "hover:bg-secondary/60",
      )}
    >
      <Thumbnail run={run} />
      <span className="min-w-0 flex-1">
        <span className="flex items-start justify-between gap-3">
          <span className="line-clamp-2 text-sm leading-snug font-medium text-pretty break-words">
            {run.prompt}
          </span>
          {run.expires_at && <TimeLeft since={since} until={run.expires_at} className="mt-px shrink-0" />}
        </span>
        <span className="mt-1 block text-[0.8125rem] leading-snug text-pretty break-words text-foreground/80">
          {run.message}
        </span>
        <span className="figures mt-1.5 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-muted-foreground">
          <span className="flex min-w-0 items-center gap-1.5">
            <ProviderMark provider={run.provider} />
            <span className="truncate">{run.model.split("/").at(-1)}</span>
          </span>
          <Dot />
          <span>{text.words.step[run.current_step]}</span>
          <Dot />
          <span>{run.estimated_cost ? money(run.estimated_cost.amount, text.time) : text.inbox.noCost}</span>
          <Dot />
          <span title={text.inbox.waitingSince("")}>{duration(now - Date.parse(since), text.time)}</span>
          {claimer && (
            <span className="ml-auto flex items-center gap-1">
              <Initials name={claimer.name} className="size-4 text-[0.5rem]" />
              <span className="max-w-24 truncate">
                {claimer.id === me.id ? text.inbox.claimedByYou : claimer.name}
              </span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
}

function Thumbnail({ run }: { run: RunSummary }) {
  return (
    <span className="mt-0.5 grid size-11 shrink-0 place-items-center overflow-hidden rounded-md border bg-secondary text-muted-foreground">
      {run.thumbnail_url ? (
        // biome-ignore lint/performance/noImgElement: a stored artifact or the client's own picture
        <img
          src={run.thumbnail_url}
          alt=""
          loading="lazy"
          referrerPolicy="no-referrer"
          className="size-full object-cover"
        />
      ) : (
        <KindIcon kind={run.operation_type} className="size-4.5" />
      )}
    </span>
  );
}

function Dot() {
  return (
    <span aria-hidden className="text-input">
      ·
    </span>
  );
}
