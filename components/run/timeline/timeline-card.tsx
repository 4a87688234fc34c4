"use client";

import { useState } from "react";
import { useEvents } from "@/components/api/list-events";
import { measured } from "@/components/format/duration";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { EventType, EventView } from "@/lib/contracts/event";
import type { Decision, Made } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { Section } from "../section";
import { CommentForm } from "./comment-form";
import { EventItem } from "./event-item";
import { TimeSplit } from "./time-split";

/** What the machine does between two things that somebody wants to know. */
const inner = new Set<EventType>(["step_started", "step_completed", "payload_revised", "attempt_progress"]);

/** Everything that happened, the inner steps on demand, and where the time went. */
export function TimelineCard({ run }: { run: Run }) {
  const text = useText();
  const { data: events, isError } = useEvents(run.run_id);
  const timings = run.metadata_timings;
  return (
    <Section
      title={text.run.timeline.title}
      aside={
        <span className="figures text-xs text-muted-foreground">
          {text.run.timeline.total(measured(timings.total_execution_time_ms, text.time))}
        </span>
      }
    >
      <TimeSplit timings={timings} />
      <div className="mt-5">
        {isError && <p className="text-sm text-muted-foreground">{text.run.timeline.failed}</p>}
        {!events && !isError && (
          <div className="grid gap-3">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-5 w-3/5" />
            <Skeleton className="h-5 w-2/3" />
          </div>
        )}
        {events && <EventList events={events} decisions={run.decisions} />}
      </div>
      <CommentForm runId={run.run_id} />
    </Section>
  );
}

interface EventListProps {
  events: EventView[];
  decisions: readonly Decision[];
}

/** How the decision that an entry is about was made. */
function madeBy({ type, at }: EventView, decisions: readonly Decision[]): Made | null {
  if (type !== "decision") return null;
  return decisions.find((decision) => decision.at === at)?.made ?? null;
}

function EventList({ events, decisions }: EventListProps) {
  const text = useText();
  const [all, setAll] = useState(false);
  // A person's revision is news; the machine's own is not.
  const shown = events.filter((event) => all || !inner.has(event.type) || event.actor.kind !== "system");
  return (
    <>
      <ol>
        {shown.map((event, index) => {
          const before = shown[index - 1];
          return (
            <EventItem
              key={event.seq}
              event={event}
              made={madeBy(event, decisions)}
              sinceMs={before ? Date.parse(event.at) - Date.parse(before.at) : null}
            />
          );
        })}
      </ol>
      {(all || shown.length < events.length) && (
        <Button
          variant="ghost"
          size="xs"
          className="-ml-2 mt-3 text-muted-foreground"
          onClick={() => setAll(!all)}
        >
          {all ? text.run.timeline.fewer : text.run.timeline.all(events.length)}
        </Button>
      )}
    </>
  );
}
