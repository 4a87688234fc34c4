"use client";

import type { ReactNode } from "react";
import { CheckChip } from "@/components/figures/check-chip";

interface PartProps {
  title: string;
  hint?: string;
  fault: string | null;
  children: ReactNode;
}

/** A few controls under one name, with what is wrong about them. */
export function Part({ title, hint, fault, children }: PartProps) {
  return (
    <div className="grid gap-2">
      <p className="text-sm leading-none font-medium">{title}</p>
      {children}
      {(fault ?? hint) && (
        <p
          role={fault ? "alert" : undefined}
          className={fault ? "text-sm text-destructive" : "text-sm text-muted-foreground"}
        >
          {fault ?? hint}
        </p>
      )}
    </div>
  );
}

interface ChipsProps<Value extends string> {
  label: string;
  options: { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** Any of a few. */
export function Chips<Value extends string>({ label, options, chosen, onChange }: ChipsProps<Value>) {
  return (
    <fieldset aria-label={label} className="flex flex-wrap gap-1.5">
      {options.map(({ value, label: name }) => (
        <CheckChip
          key={value}
          label={name}
          checked={chosen.includes(value)}
          onChange={() =>
            onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
          }
        />
      ))}
    </fieldset>
  );
}
