"use client";

import { XIcon } from "lucide-react";
import { money } from "@/components/format/money";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { RunSummary } from "@/lib/contracts/run";
import { type BulkAction, costOf } from "./selection";

interface SelectionBarProps {
  runs: RunSummary[];
  onDecide: (action: BulkAction) => void;
  onClear: () => void;
}

/** What is selected, what it would cost, and what can be done with it. */
export default function SelectionBar({ runs, onDecide, onClear }: SelectionBarProps) {
  const text = useText();
  return (
    <section
      aria-label={text.bulk.selection}
      className="flex items-center gap-2 border-t bg-accent px-3 py-2 text-accent-foreground"
    >
      <Button size="icon-sm" variant="ghost" aria-label={text.bulk.clear} onClick={onClear}>
        <XIcon aria-hidden />
      </Button>
      <p aria-live="polite" className="figures mr-auto min-w-0 text-sm leading-tight font-medium">
        <span className="block truncate">{text.bulk.selected(runs.length)}</span>
        <span className="block text-xs font-normal">{money(costOf(runs), text.time)}</span>
      </p>
      <Button size="sm" variant="outline" className="text-destructive" onClick={() => onDecide("reject")}>
        {text.decide.reject}
        <Kbd className="max-md:hidden">⇧R</Kbd>
      </Button>
      <Button size="sm" onClick={() => onDecide("approve")}>
        {text.decide.approve}
        <Kbd className="border-primary-foreground/30 bg-transparent text-primary-foreground max-md:hidden">
          ⇧A
        </Kbd>
      </Button>
    </section>
  );
}
