"use client";

import { type ComponentProps, useId } from "react";
import { isComposing } from "@/components/hooks/is-composing";
import { useText } from "@/components/text";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Choice } from "./choice";
import type { ChangeView, RunsView } from "./view";

/** What a request says of who asks, and the id of what sent it. */
const said = ["user", "email", "agent", "session", "type", "log", "by"] as const;

interface MoreFiltersProps {
  view: RunsView;
  onChange: ChangeView;
}

/** The filters that are wanted now and then. */
export function MoreFilters({ view, onChange }: MoreFiltersProps) {
  const text = useText();
  return (
    <div className="grid grid-cols-1 gap-3 rounded-xl border bg-card p-4 min-[26rem]:grid-cols-2 md:grid-cols-3 xl:grid-cols-6">
      <div className="grid content-start gap-1.5">
        <span className="text-sm leading-none font-medium">{text.runs.step}</span>
        <Choice
          label={text.runs.step}
          every={text.inbox.everyStep}
          value={view.step}
          options={Object.entries(text.words.step).map(([value, label]) => ({ value, label }))}
          onChange={(step) => onChange({ step })}
          className="w-full"
        />
      </div>
      <Typed
        label={text.runs.columns.model}
        value={view.model}
        onDone={(model) => onChange({ model })}
        placeholder="owner/name"
      />
      {said.map((name) => (
        <Typed
          key={name}
          label={text.runs.said[name]}
          value={view[name]}
          onDone={(value) => onChange({ [name]: value })}
        />
      ))}
      <Typed
        label={text.runs.from}
        type="date"
        value={view.from}
        onDone={(from) => onChange({ from })}
        max={view.until || undefined}
      />
      <Typed
        label={text.runs.until}
        type="date"
        value={view.until}
        onDone={(until) => onChange({ until })}
        min={view.from || undefined}
      />
    </div>
  );
}

interface TypedProps extends ComponentProps<"input"> {
  label: string;
  value: string;
  onDone: (value: string) => void;
}

/** Its value counts when it is left or entered: half a name finds nothing. */
function Typed({ label, value, onDone, ...input }: TypedProps) {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        key={value}
        id={id}
        defaultValue={value}
        autoComplete="off"
        onBlur={(event) => onDone(event.target.value.trim())}
        onKeyDown={(event) =>
          event.key === "Enter" && !isComposing(event.nativeEvent) && onDone(event.currentTarget.value.trim())
        }
        {...input}
      />
    </div>
  );
}
