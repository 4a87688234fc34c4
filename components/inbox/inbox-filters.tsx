"use client";

import { ArrowDownWideNarrowIcon, ListFilterIcon } from "lucide-react";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { RunSummary } from "@/lib/contracts/run";
import type { Claimed, InboxView, Sort } from "./arrange";

interface InboxFiltersProps {
  view: InboxView;
  runs: RunSummary[];
  onChange: (values: Record<string, string | null>) => void;
}

const sorts: Sort[] = ["due", "age", "cost"];
const claims: Claimed[] = ["all", "unclaimed", "mine"];
const any = "";

/** Which of the waiting runs, and in which order. */
export function InboxFilters({ view, runs, onChange }: InboxFiltersProps) {
  const text = useText();
  const steps = [...new Set(runs.map((run) => run.current_step))];
  const kinds = [...new Set(runs.map((run) => run.operation_type ?? "other"))];
  const providers = [...new Set(runs.map((run) => run.provider))];
  const active = [view.step, view.kind, view.provider].filter(Boolean).length;
  return (
    <div className="flex items-center gap-1 border-b px-3 py-1.5">
      <fieldset aria-label={text.inbox.filter} className="flex gap-0.5">
        {claims.map((claimed) => (
          <Button
            key={claimed}
            variant="ghost"
            size="xs"
            aria-pressed={view.claimed === claimed}
            className="text-muted-foreground aria-pressed:bg-secondary aria-pressed:text-foreground"
            onClick={() => onChange({ claimed: claimed === "all" ? null : claimed })}
          >
            {text.inbox[claimed]}
          </Button>
        ))}
      </fieldset>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button
            variant="ghost"
            size="xs"
            className={cn("ml-auto text-muted-foreground", active > 0 && "bg-accent text-accent-foreground")}
          >
            <ListFilterIcon aria-hidden />
            {text.inbox.filter}
            {active > 0 && <span className="figures">{active}</span>}
          </Button>
        </DropdownMenuTrigger>
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
          {active > 0 && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem onSelect={() => onChange({ step: null, kind: null, provider: null })}>
                {text.inbox.clear}
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="xs" className="text-muted-foreground">
            <ArrowDownWideNarrowIcon aria-hidden />
            {text.inbox.sorts[view.sort]}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuLabel>{text.inbox.sort}</DropdownMenuLabel>
          <DropdownMenuRadioGroup
            value={view.sort}
            onValueChange={(sort) => onChange({ sort: sort === "due" ? null : sort })}
          >
            {sorts.map((sort) => (
              <DropdownMenuRadioItem key={sort} value={sort}>
                {text.inbox.sorts[sort]}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
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
