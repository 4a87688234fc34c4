"use client";

import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import { Clamp } from "../clamp";
import { Words } from "../words";

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

/** What became of a text, word by word; two texts that share little stand one under the other. */
export default function WordDiff({ before, after, beforeName, weaveAbove = 0.4 }: WordDiffProps) {
  const parts = useMemo(() => diffWordsWithSpace(before, after, patience), [before, after]);
  const kept = (parts ?? []).reduce(
    (sum, part) => sum + (part.added || part.removed ? 0 : part.value.trim().length),
    0,
  );
  if (!parts || kept / Math.max(1, Math.max(before.length, after.length)) < weaveAbove) {
    return (
      <div className="grid gap-2.5">
        <Clamp height={15}>
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
    <Clamp height={15}>
      <p className="leading-relaxed wrap-anywhere whitespace-pre-wrap">
        {parts.map((part, index) => {
          const key = `${index}`;
          if (part.added) {
            return (
              <ins
                key={key}
                className="rounded-[3px] bg-added px-px text-added-foreground decoration-1 underline-offset-2"
              >
                <Words text={part.value} />
              </ins>
            );
          }
          if (part.removed) {
            return (
              <del key={key} className="rounded-[3px] bg-removed px-px text-removed-foreground decoration-1">
                <Words text={part.value} />
              </del>
            );
          }
          return (
            <span key={key}>
              <Words text={part.value} />
            </span>
          );
        })}
      </p>
    </Clamp>
  );
}
