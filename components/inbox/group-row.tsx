"use client";

import { ChevronRightIcon } from "lucide-react";
import { memo, useMemo } from "react";
import { duration } from "@/components/format/duration";
import { money } from "@/components/format/money";
import { useNow } from "@/components/hooks/use-now";
import { Words } from "@/components/run/words";
import { mayDecide, useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { TimeLeft } from "@/components/time/time-left";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { TemplateWords } from "./alike/template-words";
import { ClaimNote } from "./claim-note";
import type { Group } from "./fold";
import { RowFacts } from "./row-facts";
import type { RowActions } from "./run-row";
import { SelectBox } from "./select-box";
import { spreadOf } from "./spread";
import { Thumbnail } from "./thumbnail";

interface GroupRowProps {
  group: Group;
  chosen: boolean;
  /** How many of its runs are selected. */
  picked: number;
  selecting: boolean;
  actions: RowActions;
}

/** Runs that are alike in one row: what their prompts share, how many they are, what they span, and the next due. */
export const GroupRow = memo(function GroupRow({ group, chosen, picked, selecting, actions }: GroupRowProps) {
  const text = useText();
  const me = useMe();
  const now = useNow(15);
  const { runs, template, open } = group;
  const spread = useMemo(() => spreadOf(runs), [runs]);
  const [first] = runs;
  if (!first) return null;
  const { due } = spread;
  const count = text.inbox.alike(runs.length);
  return (
    <div className="group/row relative">
      <button
        type="button"
        aria-current={chosen ? "true" : undefined}
        onClick={() => (open ? actions.onOpenGroup(group) : actions.onChoose(first.run_id))}
        className={cn(
          "relative flex w-full gap-3.5 border-b px-4 py-3.5 text-left transition-colors -outline-offset-2",
          chosen
            ? "bg-accent before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-primary"
            : "hover:bg-secondary/60",
        )}
      >
        <span className="relative">
          <span aria-hidden className="absolute top-1.5 left-1 size-11 rounded-md border bg-card" />
          <span aria-hidden className="absolute top-1 left-0.5 size-11 rounded-md border bg-card" />
          <span className="relative block">
            <Thumbnail run={first} />
          </span>
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-start justify-between gap-3">
            <span className="text-sm leading-snug font-semibold">{count}</span>
            {due.expires_at && (
              <TimeLeft
                since={due.waiting_since ?? due.created_at}
                until={due.expires_at}
                className="mt-px shrink-0"
              />
            )}
          </span>
          <span className="mt-0.5 line-clamp-2 text-sm leading-snug text-pretty wrap-anywhere">
            <TemplateWords template={template} />
          </span>
          <span className="mt-1 block text-[0.8125rem] leading-snug text-pretty wrap-anywhere text-foreground/80">
            <Words still text={text.said(first.message, first.said)} />
          </span>
          <RowFacts
            run={first}
            facts={[
              <span key="cost">
                {money(spread.cost, text.time)}
                {spread.unknownCosts > 0 && ` + ${text.inbox.unknownCosts(spread.unknownCosts)}`}
              </span>,
            ]}
            className="pr-8"
          />
          <span className="figures mt-1 block pr-8 text-xs text-muted-foreground">
            {text.inbox.asked(
              duration(now - spread.first, text.time),
              duration(now - spread.last, text.time),
            )}
          </span>
          <ClaimNote runs={runs} className="mt-1.5 pr-8" />
        </span>
      </button>
      {mayDecide(me) && (
        <SelectBox
          label={text.inbox.selectGroup(count)}
          checked={picked === runs.length ? true : picked > 0 ? "some" : false}
          shown={selecting}
          onToggle={() => actions.onToggle(runs.map((run) => run.run_id))}
        />
      )}
      <Button
        variant="ghost"
        size="icon-sm"
        aria-expanded={open}
        aria-label={open ? text.inbox.closeGroup(count) : text.inbox.openGroup(count)}
        className="absolute right-2 bottom-2 text-muted-foreground"
        onClick={() => actions.onOpenGroup(group)}
      >
        <ChevronRightIcon aria-hidden className={cn("transition-transform", open && "rotate-90")} />
      </Button>
    </div>
  );
});
