"use client";

import { useId } from "react";
import { usePeople } from "@/components/api/people";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

const nobody = "-";

interface OwnerFieldProps {
  /** A person's id; null for nobody's. */
  value: string | null;
  onChange: (owner: string | null) => void;
}

/** Whom a key counts as where several people have to approve. */
export function OwnerField({ value, onChange }: OwnerFieldProps) {
  const { settings } = useAdminText();
  const { data: people = [] } = usePeople();
  const id = useId();
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{settings.keys.owner}</Label>
      <Select value={value ?? nobody} onValueChange={(chosen) => onChange(chosen === nobody ? null : chosen)}>
        <SelectTrigger id={id} aria-label={settings.keys.owner} className="h-10 w-full">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={nobody}>{settings.keys.nobodys}</SelectItem>
          {people
            .filter(({ disabled }) => !disabled)
            .map((person) => (
              <SelectItem key={person.id} value={person.id}>
                {person.name}
              </SelectItem>
            ))}
        </SelectContent>
      </Select>
      <p className="text-sm text-muted-foreground">{settings.keys.ownerHint}</p>
    </div>
  );
}
