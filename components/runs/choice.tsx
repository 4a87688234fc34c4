"use client";

import { cn } from "@/components/ui/cn";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

interface ChoiceProps {
  label: string;
  /** What no choice is called. */
  every: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | null) => void;
  className?: string;
}

const all = "every";

/** One filter with a few values. */
export function Choice({ label, every, value, options, onChange, className }: ChoiceProps) {
  return (
    <Select value={value || all} onValueChange={(next) => onChange(next === all ? null : next)}>
      <SelectTrigger
        aria-label={label}
        className={cn("min-w-0", value && "border-primary bg-accent text-accent-foreground", className)}
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={all}>{every}</SelectItem>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
