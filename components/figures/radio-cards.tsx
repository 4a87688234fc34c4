"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/components/ui/cn";

interface RadioCardsProps<Value extends string> {
  legend: string;
  value: Value;
  options: { value: Value; title: ReactNode; hint: string }[];
  onChange: (value: Value) => void;
  className?: string;
}

/** One of a few, each with a line that says what it means. */
export function RadioCards<Value extends string>({
  legend,
  value,
  options,
  onChange,
  className,
}: RadioCardsProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="sr-only">{legend}</legend>
      <div className={cn("grid gap-2", className)}>
        {options.map((option) => (
          <label
            key={option.value}
            className="flex cursor-pointer gap-2.5 rounded-lg border bg-card p-3 text-sm has-checked:border-primary has-checked:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-primary"
            />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center justify-between gap-x-2 leading-snug font-medium">
                {option.title}
              </span>
              <span className="mt-0.5 block text-xs leading-snug text-pretty text-muted-foreground">
                {option.hint}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
