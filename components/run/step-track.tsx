"use client";

import { CheckIcon, XIcon } from "lucide-react";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { RunStatus, Step } from "@/lib/contracts/words";

const track: Step[] = ["information_review", "payload_review", "api_call", "response_review", "completed"];

type Place = "done" | "current" | "failed" | "ahead";

function placeOf(index: number, step: Step, status: RunStatus): Place {
  const reached = track.indexOf(step);
  if (status === "completed" || index < reached) return "done";
  if (index > reached) return "ahead";
  return status === "failed" || status === "cancelled" || status === "expired" ? "failed" : "current";
}

const looks = {
  done: "bg-primary",
  current: "bg-primary",
  failed: "bg-destructive",
  ahead: "bg-border",
} as const satisfies Record<Place, string>;

/** Where the run is on its way: five stops, the passed ones ticked. */
export function StepTrack({ step, status }: { step: Step; status: RunStatus }) {
  const text = useText();
  const said = {
    done: text.run.stepDone,
    current: text.run.stepCurrent,
    failed: text.run.stepFailed,
    ahead: text.run.stepAhead,
  } as const satisfies Record<Place, string>;
  return (
    <ol aria-label={text.run.steps} className="flex gap-1.5">
      {track.map((name, index) => {
        const place = placeOf(index, step, status);
        return (
          <li
            key={name}
            className="min-w-0 flex-auto"
            aria-current={place === "current" ? "step" : undefined}
          >
            <span className={cn("block h-1 rounded-full", looks[place])} />
            <span
              className={cn(
                "mt-1.5 flex items-center gap-1 text-2xs text-muted-foreground @lg:text-xs",
                place === "current" && "font-semibold text-foreground",
                place === "failed" && "font-semibold text-destructive",
              )}
            >
              {place === "done" && (
                <CheckIcon className="hidden size-3 shrink-0 text-primary @lg:block" aria-hidden />
              )}
              {place === "failed" && <XIcon className="hidden size-3 shrink-0 @lg:block" aria-hidden />}
              <span className="truncate">{text.words.step[name]}</span>
              <span className="sr-only">, {said[place]}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
