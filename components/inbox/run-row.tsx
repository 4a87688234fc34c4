"use client";

import { UserCheckIcon, UserXIcon } from "lucide-react";
import { memo } from "react";
import { duration } from "@/components/format/duration";
import { money } from "@/components/format/money";
import { useNow } from "@/components/hooks/use-now";
import { askerOf } from "@/components/run/asker";
import { shownPrompt } from "@/components/run/shown-prompt";
import { rowLetters, Words } from "@/components/run/words";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { TimeLeft } from "@/components/time/time-left";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { HeldNote } from "@/components/undo/held-note";
import type { RunSummary } from "@/lib/contracts/run";
import { spelledOut } from "@/lib/core/hidden/segments";
import { ClaimNote } from "./claim-note";
import type { Group } from "./fold";
import { RowFacts } from "./row-facts";
import { SelectBox } from "./select-box";
import { Thumbnail } from "./thumbnail";

/** How many of the people that a run needs have approved, who they are, and whether it is for others to approve. */
function ApprovalNote({ run, className }: { run: RunSummary; className?: string }) {
  const text = useText();
  const me = useMe();
  if (!run.approvals) return null;
  const { needed, given, may_decide, why_not, why_not_said } = run.approvals;
  const counted = needed > 1 || given.length > 0;
  const barred = !may_decide && mayDecide(me);
  if (!counted && !barred) return null;
  const names = given.map(({ actor }) => actor.name).join(", ");
  return (
    <span className={cn("flex flex-wrap gap-1.5", className)}>
      {counted && (
        <Badge variant="secondary" className="max-w-full">
          <UserCheckIcon aria-hidden />
          <span className="figures truncate">
            <Words still text={text.inbox.approved(given.length, needed, names)} />
          </span>
        </Badge>
      )}
      {barred && (
        <Badge variant="outline" title={why_not === null ? undefined : text.said(why_not, why_not_said)}>
          <UserXIcon aria-hidden />
          {text.inbox.othersApprove}
        </Badge>
      )}
    </span>
  );
}

export interface RowActions {
  onChoose: (runId: string) => void;
  onToggle: (runIds: string[]) => void;
  /** Selects everything from the last selected run to this one. */
  onExtend: (runId: string) => void;
  onOpenGroup: (group: Group) => void;
}

interface RunRowProps {
  run: RunSummary;
  chosen: boolean;
  selected: boolean;
  /** Whether anything at all is selected. */
  selecting: boolean;
  inGroup: boolean;
  actions: RowActions;
}

/** One waiting run: what it is for, why it waits, and how pressing it is. */
export const RunRow = memo(function RunRow(props: RunRowProps) {
  const { run, chosen, selected, selecting, inGroup, actions } = props;
  const text = useText();
  const me = useMe();
  const now = useNow(15);
  const since = run.waiting_since ?? run.created_at;
  const { held_decision: held, undo_until: until } = run;
  return (
    <div className="group/row relative">
      <a
        href={`?run=${run.run_id}`}
        aria-current={chosen ? "true" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          if (event.shiftKey) actions.onExtend(run.run_id);
          else actions.onChoose(run.run_id);
        }}
        className={cn(
          "relative flex gap-3.5 border-b px-4 py-3.5 transition-colors -outline-offset-2",
          chosen
            ? "bg-accent before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-primary"
            : selected
              ? "bg-accent/50"
              : "hover:bg-secondary/60",
          inGroup && "pl-8",
        )}
      >
        <Thumbnail run={run} />
        <span className="min-w-0 flex-1">
          <span className="flex items-start justify-between gap-3">
            <span
              className={cn(
                "line-clamp-2 text-sm leading-snug font-medium text-pretty wrap-anywhere",
                held && "text-muted-foreground",
              )}
            >
              <Words still text={shownPrompt(run, text)} to={rowLetters} />
            </span>
            {run.expires_at && !held && (
              <TimeLeft since={since} until={run.expires_at} className="mt-px shrink-0" />
            )}
          </span>
          {held && until ? (
            <HeldNote held={held} until={until} />
          ) : (
            <span className="mt-1 block text-[0.8125rem] leading-snug text-pretty wrap-anywhere text-foreground/80">
              <Words still text={text.said(run.message, run.said)} />
            </span>
          )}
          <span className="mt-1 block truncate text-xs text-muted-foreground">
            <Words still text={askerOf(run, text)} />
          </span>
          <RowFacts
            run={run}
            facts={[
              run.estimated_cost ? money(run.estimated_cost.amount, text.time) : text.inbox.noCost,
              <span key="age" title={text.inbox.waitingSince("")}>
                {duration(now - Date.parse(since), text.time)}
              </span>,
            ]}
          />
          <ApprovalNote run={run} className="mt-1.5" />
          <ClaimNote runs={[run]} className="mt-1.5" />
        </span>
      </a>
      {!held && mayDecide(me) && (
        <div className={cn("absolute top-0 left-0", inGroup && "left-4")}>
          <SelectBox
            label={text.inbox.select(spelledOut(shownPrompt(run, text)))}
            checked={selected}
            shown={selecting}
            onToggle={(range) => (range ? actions.onExtend(run.run_id) : actions.onToggle([run.run_id]))}
          />
        </div>
      )}
    </div>
  );
});
