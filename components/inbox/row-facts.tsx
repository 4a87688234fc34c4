"use client";

import type { ReactNode } from "react";
import { ProviderMark } from "@/components/brand/provider-mark";
import { useText } from "@/components/text";
import { cn } from "@/components/ui/cn";
import type { RunSummary } from "@/lib/contracts/run";

interface RowFactsProps {
  run: RunSummary;
  facts: ReactNode[];
  className?: string;
}

/** The small line of a row: model and step, and whatever else there is to tell. */
export function RowFacts({ run, facts, className }: RowFactsProps) {
  const text = useText();
  return (
    <span
      className={cn(
        "figures mt-1.5 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-muted-foreground",
        className,
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <ProviderMark provider={run.provider} />
        <span className="truncate">{run.model.split("/").at(-1)}</span>
      </span>
      <Dot />
      <span>{text.words.step[run.current_step]}</span>
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have places, not names
        <span key={index} className="contents">
          <Dot />
          {fact}
        </span>
      ))}
    </span>
  );
}

function Dot() {
  return (
    <span aria-hidden className="text-input">
      ·
    </span>
  );
}
