"use client";

import { useEffect, useRef } from "react";
import { Words } from "@/components/run/words";

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
  const at = places[current];
  useEffect(() => {
    if (at !== undefined) mark.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <pre className="font-mono text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {places.map((place, index) => (
        <span key={place}>
          <Words text={json.slice(index === 0 ? 0 : (places[index - 1] ?? 0) + length, place)} />
          <mark
            ref={index === current ? mark : undefined}
            className={
              index === current
                ? "rounded-[2px] bg-primary text-primary-foreground"
                : "rounded-[2px] bg-warning-soft text-foreground outline outline-warning/50"
            }
          >
            {json.slice(place, place + length)}
          </mark>
        </span>
      ))}
      <Words text={json.slice(places.length === 0 ? 0 : (places.at(-1) ?? 0) + length)} />
    </pre>
  );
}
