"use client";

import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import { type Segment, segmentsBetween, segmentsOf } from "@/lib/core/hidden/segments";
import { Clamp } from "../clamp";
import { Drawn, Words } from "../words";

interface WordDiffProps {
  before: string;
  after: string;
  /** What the text before is called where the two are set apart. */
  beforeName: string;
  /** Under this share of kept words the two are set apart instead of woven together. */
  weaveAbove?: number;
}

/** Very long texts that share little would take minutes to weave together. */
const patience = { timeout: 300 };

interface Part {
  kind: "kept" | "added" | "removed";
  /** Without the blanks around it. */
  length: number;
  segments: Segment[];
}

/** What was kept, added and removed; each part is judged in the text it comes from. Null when it would take too long. */
function partsOf(before: string, after: string): Part[] | null {
  const changes = diffWordsWithSpace(before, after, patience);
  if (!changes) return null;
  const [old, present] = [segmentsOf(before), segmentsOf(after)];
  let [oldAt, presentAt] = [0, 0];
  return changes.map(({ added, removed, value }) => {
    const segments = removed
      ? segmentsBetween(old, oldAt, oldAt + value.length)
      : segmentsBetween(present, presentAt, presentAt + value.length);
    if (!added) oldAt += value.length;
    if (!removed) presentAt += value.length;
    return { kind: added ? "added" : removed ? "removed" : "kept", length: value.trim().length, segments };
  });
}

/** What became of a text, word by word; two texts that share little stand one under the other. */
export default function WordDiff({ before, after, beforeName, weaveAbove = 0.4 }: WordDiffProps) {
  const parts = useMemo(() => partsOf(before, after), [before, after]);
  const kept = (parts ?? []).reduce((sum, part) => sum + (part.kind === "kept" ? part.length : 0), 0);
  if (!parts || kept / Math.max(1, Math.max(before.length, after.length)) < weaveAbove) {
    return (
      <div className="grid gap-2.5">
        <Clamp height={15} of={after}>
          <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
            <Words text={after} />
          </p>
        </Clamp>
        <Clamp height={4.5} counts={false}>
          <p className="text-xs leading-relaxed wrap-anywhere whitespace-pre-wrap text-muted-foreground">
            <span className="font-medium">{beforeName}: </span>
            <Words text={before} />
          </p>
        </Clamp>
      </div>
    );
  }
  return (
    <Clamp height={15} of={after}>
      <p dir="auto" className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
        {parts.map((part, index) => {
          const key = `${index}`;
          const drawn = <Drawn segments={part.segments} />;
          if (part.kind === "added") {
            return (
              <ins
                key={key}
                className="rounded-[3px] bg-added px-px text-added-foreground decoration-1 underline-offset-2"
              >
                {drawn}
              </ins>
            );
          }
          if (part.kind === "removed") {
            return (
              <del key={key} className="rounded-[3px] bg-removed px-px text-removed-foreground decoration-1">
                {drawn}
              </del>
            );
          }
          return <span key={key}>{drawn}</span>;
        })}
      </p>
    </Clamp>
  );
}
