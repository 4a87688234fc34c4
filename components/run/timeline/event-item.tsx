"use client";

import {
  BanIcon,
  CheckIcon,
  CirclePlayIcon,
  EraserIcon,
  FilePenLineIcon,
  FlagIcon,
  HandIcon,
  HourglassIcon,
  type LucideIcon,
  MessageSquareIcon,
  PenLineIcon,
  PlusIcon,
  SendIcon,
  SignatureIcon,
  Undo2Icon,
  UserCheckIcon,
  XIcon,
} from "lucide-react";
import { useState } from "react";
import { measured } from "@/components/format/duration";
import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";
import { cn } from "@/components/ui/cn";
import type { EventType, EventView } from "@/lib/contracts/event";
import { printJson } from "@/lib/contracts/json-text";
import type { Made } from "@/lib/contracts/parts";
import { Words } from "../words";

/** How a decision was made: where, on which revision, and what whoever made it says they had seen. */
function MadeLine({ made }: { made: Made }) {
  const text = useText();
  const { made: words } = text.run.timeline;
  const { surface, revision, seen } = made;
  const facts = [
    words.surface[surface],
    ...(revision === null ? [] : [words.revision(revision)]),
    ...(seen && seen.of > 0 ? [words.seen(seen.count, seen.of)] : []),
    ...(seen ? [words.open(measured(seen.open_ms, text.time))] : []),
  ];
  return (
    <p className="figures mt-0.5 text-xs text-muted-foreground" title={seen ? words.claim : undefined}>
      {facts.join(" · ")}
    </p>
  );
}

const icons = {
  run_created: PlusIcon,
  step_started: CirclePlayIcon,
  awaiting_human: PenLineIcon,
  payload_revised: FilePenLineIcon,
  approval: UserCheckIcon,
  approval_undone: Undo2Icon,
  decision: SignatureIcon,
  decision_undone: Undo2Icon,
  decision_carried_out: CheckIcon,
  step_completed: CheckIcon,
  attempt_started: SendIcon,
  attempt_progress: SendIcon,
  attempt_finished: SendIcon,
  claimed: HandIcon,
  released: Undo2Icon,
  comment: MessageSquareIcon,
  run_completed: FlagIcon,
  run_failed: XIcon,
  run_cancelled: BanIcon,
  run_expired: HourglassIcon,
  erased: EraserIcon,
} as const satisfies Record<EventType, LucideIcon>;

const notable = new Set<EventType>(["awaiting_human", "approval", "decision", "run_completed", "run_failed"]);

interface EventItemProps {
  event: EventView;
  /** How the decision was made, where it is one. */
  made: Made | null;
  sinceMs: number | null;
}

/** One entry of the log: what, who, when, and how long after the one before. */
export function EventItem({ event, made, sinceMs }: EventItemProps) {
  const text = useText();
  const Icon = icons[event.type];
  const person = event.actor.kind !== "system";
  const [open, setOpen] = useState(false);
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-[0.6875rem] not-last:before:w-px not-last:before:bg-border">
      <span
        className={cn(
          "z-10 grid size-[1.4375rem] shrink-0 place-items-center rounded-full border bg-card text-muted-foreground",
          notable.has(event.type) && "border-transparent bg-accent text-accent-foreground",
        )}
      >
        <Icon className="size-3" aria-hidden />
      </span>
      <div className="min-w-0 flex-1 pt-px text-sm">
        <p
          className={cn(
            "leading-snug wrap-anywhere",
            event.type === "comment"
              ? "mb-1 w-fit max-w-full rounded-lg rounded-tl-sm bg-muted px-3 py-1.5 whitespace-pre-wrap"
              : !notable.has(event.type) && "text-muted-foreground",
          )}
        >
          <Words text={text.said(event.message, event.said)} />
        </p>
        {made && <MadeLine made={made} />}
        <p className="figures mt-0.5 flex flex-wrap gap-x-2 text-xs text-muted-foreground">
          {person && (
            <span className="font-medium text-foreground">
              <Words text={event.actor.name} />
            </span>
          )}
          <TimeAgo at={event.at} />
          {sinceMs !== null && sinceMs >= 1 && (
            <span>{text.run.timeline.after(measured(sinceMs, text.time))}</span>
          )}
          {Object.keys(event.data).length > 0 && (
            <button
              type="button"
              aria-expanded={open}
              className="ml-auto rounded-sm hover:text-foreground hover:underline"
              onClick={() => setOpen(!open)}
            >
              {text.run.timeline.data}
            </button>
          )}
        </p>
        {open && (
          <pre className="mt-1.5 max-h-64 overflow-auto rounded-md bg-muted p-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
            <Words text={printJson(event.data, 2)} />
          </pre>
        )}
      </div>
    </li>
  );
}
