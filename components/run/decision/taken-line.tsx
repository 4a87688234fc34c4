"use client";

import { HandIcon } from "lucide-react";
import { duration } from "@/components/format/duration";
import { useNow } from "@/components/hooks/use-now";
import { useText } from "@/components/text";
import { Words } from "../words";

interface TakenLineProps {
  name: string;
  /** The group that offered it to them as it was their turn; null where they claimed it. */
  offeredBy: string | null;
  /** When the claim is over. */
  until: string;
}

/** Says beside the pen that a colleague is at this run, and for how much longer, to the last second. */
export function TakenLine({ name, offeredBy, until }: TakenLineProps) {
  const text = useText();
  const now = useNow();
  const left = Date.parse(until) - now;
  if (left <= 0) return null;
  return (
    <p className="flex items-start gap-2 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
      <HandIcon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span className="min-w-0">
        <strong role="status" className="font-semibold wrap-anywhere">
          <Words text={offeredBy === null ? text.decide.taken(name) : text.decide.offered(name, offeredBy)} />
        </strong>{" "}
        {/* The seconds are not read out one by one. */}
        <span aria-hidden className="figures">
          {text.decide.takenFor(duration(left, text.time))}
        </span>
      </span>
    </p>
  );
}
