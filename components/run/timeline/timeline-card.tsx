"use client";

import { useEvents } from "@/components/api/list-events";
import { measured } from "@/components/format/duration";
import { useText } from "@/components/text";
import { Skeleton } from "@/components/ui/skeleton";
import type { Run } from "@/lib/contracts/run";
import { Section } from "../section";
import { EventItem } from "./event-item";
import { TimeSplit } from "./time-split";

/** Everything that happened, and where the time went. */
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
        {events && (
          <ol>
            {events.map((event, index) => {
              const before = events[index - 1];
              return (
                <EventItem
                  key={event.seq}
                  event={event}
                  sinceMs={before ? Date.parse(event.at) - Date.parse(before.at) : null}
                />
              );
            })}
          </ol>
        )}
      </div>
    </Section>
  );
}
