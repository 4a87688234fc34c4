"use client";

import { useEffect, useMemo, useRef } from "react";
import { Drawn } from "@/components/run/words";
import { segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";

interface RawJsonProps {
  json: string;
  places: number[];
  length: number;
  /** Which of the places one looks at. */
  current: number;
}

/** The text as it stands, with the places of a search marked, and the one looked at in view. */
export function RawJson({ json, places, length, current }: RawJsonProps) {
  const mark = useRef<HTMLElement>(null);
  const segments = useMemo(() => segmentsOf(json), [json]);
  const at = places[current];
  useEffect(() => {
    if (at !== undefined) mark.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <pre className="font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {places.map((place, index) => (
        <span key={place}>
          <Drawn
            segments={segmentsBetween(segments, index === 0 ? 0 : (places[index - 1] ?? 0) + length, place)}
          />
          <mark
            ref={index === current ? mark : undefined}
            className={
              index === current
                ? "rounded-[2px] bg-primary text-primary-foreground"
                : "rounded-[2px] bg-warning-soft text-foreground outline outline-warning/50"
            }
          >
            <Drawn segments={segmentsBetween(segments, place, place + length)} />
          </mark>
        </span>
      ))}
      <Drawn
        segments={segmentsBetween(
          segments,
          places.length === 0 ? 0 : (places.at(-1) ?? 0) + length,
          json.length,
        )}
      />
    </pre>
  );
}
