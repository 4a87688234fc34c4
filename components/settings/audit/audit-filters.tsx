"use client";

import { useId } from "react";
import { useApiKeys } from "@/components/api/api-keys";
import type { AuditFilter } from "@/components/api/audit";
import { usePeople } from "@/components/api/people";
import { useAdminText } from "@/components/text/admin-text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { AuditAction } from "@/lib/contracts/audit";
import { wordIn } from "@/lib/contracts/word-lists";

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { audit } = useAdminText();
  const { data: people = [] } = usePeople();
  const { data: apiKeys = [] } = useApiKeys();
  const actors = [...people, ...apiKeys].map(({ id, name }) => [id, name] as const);
  const actions = AuditAction.options.map((action) => [action, audit.actions[action]] as const);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Choice
        label={audit.action}
        all={audit.everyAction}
        choices={actions}
        value={filter.action}
        onChange={(action) =>
          onChange({ ...filter, action: wordIn(AuditAction.options, action ?? "") ?? undefined })
        }
      />
      <Choice
        label={audit.actor}
        all={audit.everybody}
        choices={actors}
        value={filter.actor}
        onChange={(actor) => onChange({ ...filter, actor })}
      />
      <Day label={audit.after} onChange={(after) => onChange({ ...filter, after })} />
      <Day label={audit.before} onChange={(before) => onChange({ ...filter, before })} />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  choices: readonly (readonly [value: string, label: string])[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** The list knows no empty value. */
const every = "*";

function Choice({ label, all, choices, value, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Select value={value ?? every} onValueChange={(next) => onChange(next === every ? undefined : next)}>
        <SelectTrigger id={id} className="max-w-64">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={every}>{all}</SelectItem>
          {choices.map(([key, name]) => (
            <SelectItem key={key} value={key}>
              {name}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}

/** A day of the reader's own calendar, as the moment it begins. */
function Day({ label, onChange }: { label: string; onChange: (at: string | undefined) => void }) {
  const id = useId();
  const begun = (day: string) => {
    const at = new Date(`${day}T00:00:00`);
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  };
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} type="date" className="w-40" onChange={({ target }) => onChange(begun(target.value))} />
    </div>
  );
}
