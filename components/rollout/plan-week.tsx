"use client";

import { CheckIcon, ChevronRightIcon } from "lucide-react";
import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import type { PlanStep } from "@/lib/contracts/rollout";
import { stageWords } from "./change-lines";
import { byPreset, tickKey } from "./draft";
import type { PartProps } from "./part-props";

/** One week: what it sets, its day, what is to be seen to first, and the button that chooses it. */
export function PlanWeek({ step, rollout, draft, onChange }: PartProps & { step: PlanStep }) {
  const text = useAdminText();
  const words = text.rollout.plan;
  const { name, checklist } = step;
  const current = rollout.state.preset === name;
  const chosen = draft.preset === name;
  const isDone = (item: PlanStep["checklist"][number]) => draft.ticks?.[tickKey(name, item.id)] ?? item.done;
  const planned = draft.planned?.[name];
  return (
    <li className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 pb-5 last:pb-0 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-0 not-last:before:left-[0.8125rem] not-last:before:w-px not-last:before:bg-border">
      <span
        aria-hidden
        className={cn(
          "figures grid size-7 place-items-center rounded-full border text-xs font-semibold",
          step.applied_at !== null && "border-transparent bg-accent text-accent-foreground",
          current && "border-transparent bg-primary text-primary-foreground",
        )}
      >
        {step.applied_at !== null && !current ? <CheckIcon className="size-3.5" /> : step.week}
      </span>
      <div className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <div className="mr-auto min-w-0">
            <h3 className="flex flex-wrap items-center gap-2 text-sm leading-7 font-semibold">
              <span className="sr-only">{words.week(step.week)}: </span>
              {words.names[name]}
              {current && <Badge>{words.current}</Badge>}
            </h3>
            <p className="text-xs text-muted-foreground">
              {words.sets(stageWords(step.stage, step.percentage, text))}
              {step.applied_at !== null && (
                <>
                  {" · "}
                  {words.applied} <TimeAgo at={step.applied_at} />
                </>
              )}
            </p>
          </div>
          <Input
            type="date"
            aria-label={words.planned(words.names[name])}
            value={(planned === undefined ? step.planned_for : planned) ?? ""}
            className="figures h-8 w-36 md:text-xs"
            onChange={({ target: { value } }) =>
              onChange({ ...draft, planned: { ...draft.planned, [name]: value === "" ? null : value } })
            }
          />
          <Button
            variant={chosen ? "secondary" : "outline"}
            size="sm"
            disabled={current && !chosen}
            aria-pressed={chosen}
            onClick={() => {
              if (!chosen) return onChange(byPreset(draft, name));
              const { preset: _preset, ...rest } = draft;
              onChange(rest);
            }}
          >
            {chosen ? words.chosen : words.use}
          </Button>
        </div>
        <details className="group" open={current}>
          <summary className="flex w-fit list-none items-center gap-1 rounded-sm text-xs text-muted-foreground hover:text-foreground">
            <ChevronRightIcon className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
            {words.ticked(checklist.filter(isDone).length, checklist.length)}
          </summary>
          <ul className="mt-2 grid gap-1.5">
            {checklist.map((item) => (
              <li key={item.id}>
                <label className="flex w-fit cursor-pointer gap-2 text-sm leading-snug">
                  <input
                    type="checkbox"
                    checked={isDone(item)}
                    className="mt-0.5 size-4 shrink-0 accent-primary"
                    onChange={(event) =>
                      onChange({
                        ...draft,
                        ticks: { ...draft.ticks, [tickKey(name, item.id)]: event.target.checked },
                      })
                    }
                  />
                  <span>
                    {item.text}
                    {item.done_by !== null && item.done_at !== null && isDone(item) && (
                      <span className="block text-xs text-muted-foreground">
                        {words.tickedBy(item.done_by.name)}, <TimeAgo at={item.done_at} />
                      </span>
                    )}
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </details>
      </div>
    </li>
  );
}
