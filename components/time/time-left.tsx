"use client";

import { HourglassIcon } from "lucide-react";
import { duration, exact } from "@/components/format/duration";
import { timeLeft, type Urgency } from "@/components/format/time-left";
import { useMounted } from "@/components/hooks/use-mounted";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";

const looks = {
  calm: "text-muted-foreground",
  soon: "bg-warning-soft text-warning",
  now: "bg-destructive-soft text-destructive",
  over: "bg-destructive-soft text-destructive",
} as const satisfies Record<Urgency, string>;

/** How long the question is still open: quiet at first, amber under a fifth, red under a twentieth. */
export function TimeLeft({ since, until, className }: { since: string; until: string; className?: string }) {
  const { time } = useText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const now = useNow();
  const left = timeLeft(since, until, now);
  const label = left.urgency === "over" ? time.overdue : time.left(duration(left.milliseconds, time));
  return (
    <time
      dateTime={until}
      title={mounted ? exact(until, time) : undefined}
      className={cn(
        "figures inline-flex items-center gap-1 text-xs whitespace-nowrap",
        left.urgency !== "calm" && "rounded-sm px-1.5 py-px font-medium",
        looks[left.urgency],
        className,
      )}
    >
      {left.urgency !== "calm" && <HourglassIcon className="size-3" aria-hidden />}
      {label}
    </time>
  );
}
