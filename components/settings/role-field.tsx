"use client";

import { useId } from "react";
import { useAdminText } from "@/components/text/admin-text";
import { Label } from "@/components/ui/label";
import type { Role } from "@/lib/contracts/words";
import { RoleSelect } from "./role-select";

/** A role in a form, with what it may do. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { settings } = useAdminText();
  const id = useId();
  return (
    <div className="grid gap-2">
      <Label htmlFor={id}>{settings.role}</Label>
      <RoleSelect id={id} label={settings.role} value={value} onChange={onChange} className="h-10 w-full" />
      <p className="text-sm text-muted-foreground">{settings.roleHints[value]}</p>
    </div>
  );
}
