"use client";

import { useText } from "@/components/text";
import { TimeAgo } from "@/components/time/time-ago";

/** Under the page's name: what it is for, and who was here last. */
export function LastChange({ at, name }: { at: string; name: string }) {
  const text = useText();
  return (
    <>
      {text.rollout.lastChange(name)}, <TimeAgo at={at} />.
    </>
  );
}
