"use client";

import { useAdminText } from "@/components/text/admin-text";
import { TimeAgo } from "@/components/time/time-ago";

/** Under the page's name: what it is for, and who was here last. */
export function LastChange({ at, name }: { at: string; name: string }) {
  const text = useAdminText();
  return (
    <>
      {text.rollout.lastChange(name)}, <TimeAgo at={at} />.
    </>
  );
}
