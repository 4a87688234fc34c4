"use client";

import { useState } from "react";
import { CheckChip } from "@/components/figures/check-chip";
import { useAdminText } from "@/components/text/admin-text";
import { Input } from "@/components/ui/input";
import type { Group } from "@/lib/contracts/groups";
import { fold } from "@/lib/core/fold";
import { eachOnce, useDeciders } from "./use-deciders";

interface MemberFieldsProps {
  /** Its members stay to be taken out, though they may decide no more. */
  opened: Group | null;
  /** By their ids. */
  chosen: readonly string[];
  fault: string | null;
  onChange: (chosen: string[]) => void;
}

/** From so many on they are looked for. */
const many = 12;

/** Who is of a group: any of the people and keys that may decide. */
export function MemberFields({ opened, chosen, fault, onChange }: MemberFieldsProps) {
  const { groups: words } = useAdminText();
  const [sought, setSought] = useState("");
  const all = eachOnce([...useDeciders(), ...(opened?.members ?? [])]);
  const wanted = fold(sought.trim());
  const shown = all.filter(({ id, name }) => chosen.includes(id) || fold(name).includes(wanted));
  return (
    <fieldset className="grid gap-3" aria-describedby={fault ? "members-fault" : undefined}>
      <legend className="mb-3 text-[0.9375rem] font-semibold">{words.members}</legend>
      {all.length > many && (
        <Input
          type="search"
          aria-label={words.searchMembers}
          placeholder={words.searchMembers}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      <div className="flex max-h-48 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {shown.map(({ id, kind, name }) => (
          <CheckChip
            key={id}
            label={kind === "api_key" ? words.keyNamed(name) : name}
            checked={chosen.includes(id)}
            onChange={() =>
              onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
            }
          />
        ))}
      </div>
      {fault && (
        <p id="members-fault" role="alert" className="text-sm text-destructive">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
