"use client";

import { useEffect, useMemo, useRef } from "react";
import { Drawn } from "@/components/run/words";
import { segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";
import type { Place } from "./find-places";

interface RawJsonProps {
  json: string;
  places: Place[];
  /** Which of the places one looks at. */
  current: number;
}

/** The text as it stands, with the places of a search marked, and the one looked at in view. */
export function RawJson({ json, places, current }: RawJsonProps) {
  const mark = useRef<HTMLElement>(null);
  const segments = useMemo(() => segmentsOf(json), [json]);
  const at = places[current]?.from;
  useEffect(() => {
    if (at !== undefined) mark.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <pre className="font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {places.map((place, index) => (
        <span key={place.from}>
          <Drawn segments={segmentsBetween(segments, places[index - 1]?.to ?? 0, place.from)} />
          <mark
            ref={index === current ? mark : undefined}
            className={
              index === current
                ? "rounded-[2px] bg-primary text-primary-foreground"
                : "rounded-[2px] bg-warning-soft text-foreground outline outline-warning/50"
            }
          >
            <Drawn segments={segmentsBetween(segments, place.from, place.to)} />
          </mark>
        </span>
      ))}
      <Drawn segments={segmentsBetween(segments, places.at(-1)?.to ?? 0, json.length)} />
    </pre>
  );
}
