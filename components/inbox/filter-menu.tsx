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
import { everything, type InboxView } from "./arrange";

interface FilterMenuProps {
  view: InboxView;
  runs: RunSummary[];
  onChange: (values: Record<string, string | null>) => void;
  children: ReactElement;
}

const any = "";

/** Steps, kinds, providers, models and reasons: only those that something waits for. */
export default function FilterMenu({ view, runs, onChange, children }: FilterMenuProps) {
  const text = useText();
  const steps = [...new Set(runs.map((run) => run.current_step))];
  const kinds = [...new Set(runs.map((run) => run.operation_type ?? "other"))];
  const providers = [...new Set(runs.map((run) => run.provider))];
  const models = [...new Set(runs.map((run) => run.model))].toSorted();
  const reasons = [...new Set(runs.flatMap((run) => run.reasons))].toSorted();
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>{children}</DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-h-[70dvh] overflow-y-auto">
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
        <Choice
          label={text.inbox.everyModel}
          value={view.model}
          options={models.map((model) => ({ value: model, label: model }))}
          onChange={(model) => onChange({ model })}
        />
        <DropdownMenuSeparator />
        <Choice
          label={text.inbox.everyReason}
          value={view.reason}
          options={reasons.map((reason) => ({ value: reason, label: text.inbox.reasons[reason] ?? reason }))}
          onChange={(reason) => onChange({ reason })}
        />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onChange({ ...everything, claimed: view.claimed, q: view.text })}>
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
