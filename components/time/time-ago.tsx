"use client";

import { ago, exact } from "@/components/format/duration";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";

/** A moment, relative; the exact one on hover and for machines. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const { time } = useText();
  const now = useNow(5);
  return (
    <time dateTime={at} title={exact(at, time)} className={className}>
      {ago(at, now, time)}
    </time>
  );
}
