"use client";

import type { ReactElement } from "react";
import { useText } from "@/components/text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { RunSummary } from "@/lib/contracts/run";
import type { InboxView } from "./arrange";

interface FilterMenuProps {
  view: InboxView;
  runs: RunSummary[];
  onChange: (values: Record<string, string | null>) => void;
  children: ReactElement;
}

const any = "";

/** Steps, kinds and providers: only those that something waits for. */
export default function FilterMenu({ view, runs, onChange, children }: FilterMenuProps) {
  const text = useText();
  const steps = [...new Set(runs.map((run) => run.current_step))];
  const kinds = [...new Set(runs.map((run) => run.operation_type ?? "other"))];
  const providers = [...new Set(runs.map((run) => run.provider))];
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <Choice
          label={text.inbox.everyStep}
          value={view.step}
          options={steps.map((step) => ({ value: step, label: text.words.step[step] }))}
          onChange={(step) => onChange({ step })}
        />
        <DropdownMenuSeparator />
        <Choice
          label={text.inbox.everyKind}
          value={view.kind}
          options={kinds.map((kind) => ({ value: kind, label: text.words.kind[kind] }))}
          onChange={(kind) => onChange({ kind })}
        />
        <DropdownMenuSeparator />
        <Choice
          label={text.inbox.everyProvider}
          value={view.provider}
          options={providers.map((provider) => ({ value: provider, label: provider }))}
          onChange={(provider) => onChange({ provider })}
        />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onChange({ step: null, kind: null, provider: null })}>
          {text.inbox.clear}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  options: { value: string; label: string }[];
  onChange: (value: string | null) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <DropdownMenuRadioGroup
      value={value ?? any}
      onValueChange={(next) => onChange(next === any ? null : next)}
    >
      <DropdownMenuRadioItem value={any}>{label}</DropdownMenuRadioItem>
      {options.map((option) => (
        <DropdownMenuRadioItem key={option.value} value={option.value}>
          {option.label}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
