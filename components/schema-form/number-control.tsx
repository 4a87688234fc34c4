"use client";

import { DicesIcon } from "lucide-react";
import { useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Slider } from "@/components/ui/slider";
import { numberIn } from "@/lib/contracts/json-text";
import type { ControlProps } from "./control";

const largestSeed = 2 ** 31 - 1;
const mostSteps = 5_000;

/** A number to type, beside a slider where the schema gives both ends of a range one can drag. */
export function NumberControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  const { minimum, maximum } = spec;
  const range = typeof minimum === "number" && typeof maximum === "number" ? { minimum, maximum } : null;
  const step = spec.integer ? 1 : stepOf(range);
  const slides = range !== null && (range.maximum - range.minimum) / step <= mostSteps;
  return (
    <div className="flex items-center gap-4">
      {slides && (
        <Slider
          thumbLabel={spec.title}
          min={range.minimum}
          max={range.maximum}
          step={step}
          value={[typeof value === "number" ? value : range.minimum]}
          onValueChange={([next]) => onChange(next)}
        />
      )}
      <NumberInput
        id={id}
        value={value}
        step={step}
        invalid={invalid}
        describedBy={describedBy}
        onChange={onChange}
        className={slides ? "w-24 shrink-0" : "w-44"}
      />
    </div>
  );
}

/** A seed: any whole number, and a die to roll a new one. */
export function SeedControl({ id, value, invalid, describedBy, onChange, spec }: ControlProps) {
  const text = useText();
  const most = Math.min(Number(spec.maximum ?? largestSeed), largestSeed);
  const least = Math.max(Number(spec.minimum ?? 0), 0);
  return (
    <div className="flex items-center gap-2">
      <NumberInput
        id={id}
        value={value}
        step={1}
        invalid={invalid}
        describedBy={describedBy}
        onChange={onChange}
        className="w-44"
      />
      <Button
        type="button"
        variant="outline"
        size="icon"
        aria-label={text.edit.dice}
        onClick={() => onChange(least + Math.floor(Math.random() * (most - least + 1)))}
      >
        <DicesIcon aria-hidden />
      </Button>
    </div>
  );
}

interface NumberInputProps extends Omit<ControlProps, "spec"> {
  step: number;
  className: string;
}

function NumberInput({ id, value, step, invalid, describedBy, onChange, className }: NumberInputProps) {
  // What is typed on the way to a number ("-", "1.") is no number yet, and must not vanish.
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === undefined || value === null ? "" : String(value);
  return (
    <Input
      id={id}
      inputMode={Number.isInteger(step) ? "numeric" : "decimal"}
      className={`figures ${className}`}
      value={typed ?? shown}
      aria-invalid={invalid}
      aria-describedby={describedBy}
      autoComplete="off"
      onChange={(event) => {
        const entered = event.target.value.trim();
        const number = numberIn(entered.replace(",", "."));
        setTyped(entered);
        if (entered === "") onChange(undefined);
        else onChange(number ?? entered);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function stepOf(range: { minimum: number; maximum: number } | null): number {
  if (range === null) return 0.01;
  const width = range.maximum - range.minimum;
  return width > 50 ? 0.5 : width > 5 ? 0.1 : 0.01;
}
