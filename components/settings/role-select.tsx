"use client";

import { useText } from "@/components/text";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { wordIn } from "@/lib/contracts/word-lists";
import type { Role } from "@/lib/contracts/words";

const roles = ["requester", "reviewer", "admin"] as const satisfies Role[];

interface RoleSelectProps {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
  disabled?: boolean;
  id?: string;
  className?: string;
}

export function RoleSelect({ label, value, onChange, disabled, id, className }: RoleSelectProps) {
  const text = useText();
  const choose = (value: string) => {
    const role = wordIn(roles, value);
    if (role !== null) onChange(role);
  };
  return (
    <Select value={value} onValueChange={choose} disabled={disabled}>
      <SelectTrigger id={id} aria-label={label} className={className}>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {roles.map((role) => (
          <SelectItem key={role} value={role}>
            {text.shell.role[role]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
