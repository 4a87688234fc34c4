"use client";

import { SlidersHorizontalIcon, XIcon } from "lucide-react";
import { useRef, useState } from "react";
import { useProviders } from "@/components/api/list-providers";
import { useKeys } from "@/components/hooks/use-keys";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { SearchInput } from "@/components/ui/search-input";
import { Choice } from "./choice";
import { MoreFilters } from "./more-filters";
import type { ChangeView, RunsView } from "./view";
import { filterNames } from "./view";

const common: ReadonlySet<string> = new Set(["q", "status", "kind", "provider"]);
const rare = filterNames.filter((name) => !common.has(name));

/** On a narrow screen two stand beside each other, each with room for its words. */
const half = "max-sm:w-[calc(50%-0.25rem)]";

interface RunsFiltersProps {
  view: RunsView;
  /** What is typed; the URL and the server follow when it rests. */
  words: string;
  onWords: (words: string) => void;
  onChange: ChangeView;
}

/** Which runs: the common filters in one row, the rare ones behind a button. */
export function RunsFilters({ view, words, onWords, onChange }: RunsFiltersProps) {
  const text = useText();
  const search = useRef<HTMLInputElement>(null);
  const { data: providers } = useProviders();
  const hidden = rare.filter((name) => view[name] !== "").length;
  const [open, setOpen] = useState(hidden > 0);
  const filtered = words !== "" || filterNames.some((name) => view[name] !== "");
  useKeys("screen", { "/": () => search.current?.focus() });
  const options = <Value extends string>(names: Record<Value, string>) =>
    (Object.entries(names) as [string, string][]).map(([value, label]) => ({ value, label }));
  return (
    <div className="mb-4 grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          ref={search}
          value={words}
          aria-label={text.runs.search}
          className="w-full sm:w-auto sm:flex-1 sm:basis-64"
          onChange={(event) => onWords(event.target.value)}
        />
        <Choice
          label={text.runs.status}
          every={text.runs.everyStatus}
          value={view.status}
          options={options(text.words.status)}
          onChange={(status) => onChange({ status })}
          className={half}
        />
        <Choice
          label={text.runs.kind}
          every={text.inbox.everyKind}
          value={view.kind}
          options={options(text.words.kind)}
          onChange={(kind) => onChange({ kind })}
          className={half}
        />
        <Choice
          label={text.runs.provider}
          every={text.inbox.everyProvider}
          value={view.provider}
          options={providers?.data.map(({ name, label }) => ({ value: name, label })) ?? []}
          onChange={(provider) => onChange({ provider })}
          className={half}
        />
        <Button variant="outline" className={half} aria-expanded={open} onClick={() => setOpen(!open)}>
          <SlidersHorizontalIcon aria-hidden />
          {text.runs.moreFilters}
          {hidden > 0 && <span className="figures">{hidden}</span>}
        </Button>
        {filtered && (
          <Button
            variant="ghost"
            onClick={() => {
              onWords("");
              onChange(Object.fromEntries(filterNames.map((name) => [name, null])));
            }}
          >
            <XIcon aria-hidden />
            {text.inbox.clear}
          </Button>
        )}
      </div>
      {open && <MoreFilters view={view} onChange={onChange} />}
    </div>
  );
}
