"use client";

import { ago, exact } from "@/components/format/duration";
import { useMounted } from "@/components/hooks/use-mounted";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";

/** A moment, relative; the exact one on hover and for machines. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const { time } = useText();
  // The server does not know the reader's time zone.
  const mounted = useMounted();
  const now = useNow(5);
  return (
    <time dateTime={at} title={mounted ? exact(at, time) : undefined} className={className}>
      {ago(at, now, time)}
    </time>
  );
}
