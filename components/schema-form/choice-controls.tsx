"use client";

import { useText } from "@/components/text";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { ControlProps } from "./control";

/** One of the schema's choices; they may be numbers, so the list is addressed by position. */
export function ChoiceControl({ spec, id, value, invalid, describedBy, onChange }: ControlProps) {
  const chosen = spec.choices.indexOf(value ?? null);
  return (
    <Select
      value={chosen === -1 ? "" : String(chosen)}
      onValueChange={(index) => onChange(spec.choices[Number(index)])}
    >
      <SelectTrigger
        id={id}
        aria-invalid={invalid}
        aria-describedby={describedBy}
        className="min-w-44 max-w-full"
      >
        <SelectValue placeholder={value === undefined ? "—" : String(value)} />
      </SelectTrigger>
      <SelectContent>
        {spec.choices.map((choice, index) => (
          <SelectItem key={String(choice)} value={String(index)}>
            {choice === "" ? "—" : String(choice)}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

export function BooleanControl({ id, value, describedBy, onChange }: ControlProps) {
  const text = useText();
  return (
    <div className="flex h-9 items-center gap-2.5 text-sm">
      <Switch id={id} checked={value === true} aria-describedby={describedBy} onCheckedChange={onChange} />
      <span className="text-muted-foreground">{value === true ? text.edit.on : text.edit.off}</span>
    </div>
  );
}
