"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | null;
  /** What no choice is called, where there may be none. */
  every?: string;
  options: { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
}

const nothing = "every";

/** One of many, or none of them. */
export function Choice<Value extends string>({ label, value, every, options, onChange }: ChoiceProps<Value>) {
  return (
    <Select
      value={value ?? nothing}
      onValueChange={(chosen) => onChange(options.find((option) => option.value === chosen)?.value ?? null)}
    >
      <SelectTrigger size="sm" aria-label={label} className="max-w-56 min-w-0 text-xs font-medium">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {every !== undefined && <SelectItem value={nothing}>{every}</SelectItem>}
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
