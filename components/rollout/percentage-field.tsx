"use client";

import { useId } from "react";
import { useAdminText } from "@/components/text/admin-text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Slider } from "@/components/ui/slider";
import { percentageOf } from "./draft";

/** A share by hand or to the hundredth. */
export function PercentageField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useAdminText();
  const id = useId();
  const words = text.rollout.stage;
  const percentage = percentageOf(value);
  return (
    <div className="mt-4 grid gap-1.5">
      <Label htmlFor={id}>{words.percentage}</Label>
      <div className="flex items-center gap-4">
        <Slider
          thumbLabel={words.percentage}
          min={0}
          max={100}
          step={1}
          value={[percentage ?? 0]}
          onValueChange={([share]) => share !== undefined && onChange(String(share))}
        />
        <span className="flex items-center gap-1.5 text-sm">
          <Input
            id={id}
            inputMode="decimal"
            value={value}
            aria-invalid={percentage === null}
            aria-describedby={`${id}-hint`}
            className="figures w-20 text-right"
            onChange={(event) => onChange(event.target.value)}
          />
          %
        </span>
      </div>
      <p
        id={`${id}-hint`}
        role={percentage === null ? "alert" : undefined}
        className={
          percentage === null ? "text-xs text-destructive" : "text-xs text-pretty text-muted-foreground"
        }
      >
        {percentage === null ? words.percentageWrong : words.percentageHint}
      </p>
    </div>
  );
}
