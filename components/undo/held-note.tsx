"use client";

import { HourglassIcon } from "lucide-react";
import { useNow } from "@/components/hooks/use-now";
import { Words } from "@/components/run/words";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import type { Run } from "@/lib/contracts/run";
import { heldSentence } from "./held-sentence";

/** In a row: that it is decided, by whom, and for how long that can be taken back. */
export function HeldNote({ held, until }: { held: NonNullable<Run["held_decision"]>; until: string }) {
  const text = useText();
  const me = useMe();
  const now = useNow();
  return (
    <span className="figures mt-1 flex items-center gap-1.5 text-[0.8125rem] leading-snug text-primary">
      <HourglassIcon className="size-3.5 shrink-0" aria-hidden />
      <Words still text={heldSentence({ held, until }, { now, me, text })} />
    </span>
  );
}
