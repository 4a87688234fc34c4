"use client";

import { useMemo } from "react";
import { Drawn } from "@/components/run/words";
import { segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";
import { marked } from "./marked";
import type { Template } from "./template";

/** A text, whole, with whatever is not in the template marked. */
export function MarkedWords({ text, template }: { text: string; template: Template }) {
  const segments = useMemo(() => segmentsOf(text), [text]);
  const stretches = useMemo(() => marked(text, template), [text, template]);
  return (
    <bdi>
      {stretches.map(({ from, to, differs }) => (
        <span
          key={from}
          className={differs ? "rounded-sm bg-accent font-semibold text-accent-foreground" : ""}
        >
          <Drawn still segments={segmentsBetween(segments, from, to)} />
        </span>
      ))}
    </bdi>
  );
}
