"use client";

import { useKeys } from "@/components/hooks/use-keys";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

interface PresetReasonsProps {
  presets: readonly string[];
  /** What is written by now: a digit belongs to it, and chooses only where there is nothing. */
  value: string;
  /** Where the digits are heard. */
  layer: "panel" | "dialog";
  onChoose: (reason: string) => void;
}

/** Reasons that are given often, each by a click or its digit. */
export function PresetReasons({ presets, value, layer, onChoose }: PresetReasonsProps) {
  useKeys(
    layer,
    Object.fromEntries(presets.slice(0, 9).map((reason, index) => [index + 1, () => onChoose(reason)])),
    { enabled: value === "", typing: true },
  );
  return (
    <div className="flex flex-wrap gap-1.5">
      {presets.map((reason, index) => (
        <Button
          key={reason}
          type="button"
          variant="outline"
          size="sm"
          aria-pressed={value === reason}
          className="h-auto min-h-8 font-normal whitespace-normal aria-pressed:border-primary aria-pressed:bg-accent aria-pressed:text-accent-foreground"
          onClick={() => onChoose(reason)}
        >
          <Kbd className="max-sm:hidden">{index + 1}</Kbd>
          {reason}
        </Button>
      ))}
    </div>
  );
}
