"use client";

import { DicesIcon } from "lucide-react";
import { useState } from "react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Slider } from "@/components/ui/slider";
import type { ControlProps } from "./control";

const largestSeed = 2 ** 31 - 1;
const mostSteps = 5_000;

/** A number to type, beside a slider where the schema gives both ends of a range one can drag. */
export function NumberControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  const { minimum, maximum } = spec;
  const step = spec.integer ? 1 : stepOf(minimum, maximum);
  const slides = minimum !== null && maximum !== null && (maximum - minimum) / step <= mostSteps;
  return (
    <div className="flex items-center gap-4">
      {slides && (
        <Slider
          thumbLabel={spec.title}
          min={minimum}
          max={maximum}
          step={step}
          value={[typeof value === "number" ? value : minimum]}
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
  const most = Math.min(spec.maximum ?? largestSeed, largestSeed);
  const least = Math.max(spec.minimum ?? 0, 0);
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
        const number = Number(entered.replace(",", "."));
        setTyped(entered);
        if (entered === "") onChange(undefined);
        else onChange(Number.isFinite(number) ? number : entered);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function stepOf(minimum: number | null, maximum: number | null): number {
  if (minimum === null || maximum === null) return 0.01;
  return maximum - minimum > 50 ? 0.5 : maximum - minimum > 5 ? 0.1 : 0.01;
}
