"use client";

import { ArrowDownWideNarrowIcon, HandIcon, ListFilterIcon, SearchIcon } from "lucide-react";
import { lazy } from "react";
import { whenConnected } from "@/components/live/when-connected";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { RunSummary } from "@/lib/contracts/run";
import { claims, type InboxView } from "./arrange";

interface InboxFiltersProps {
  view: InboxView;
  runs: RunSummary[];
  onChange: (values: Record<string, string | null>) => void;
  onSearch: () => void;
  /** Claims and opens the next run that is for the reader; null for who decides nothing. */
  onNext: (() => void) | null;
}

const loadFilter = () => whenConnected(() => import("./filter-menu"));
const loadSort = () => whenConnected(() => import("./sort-menu"));
const FilterMenu = lazy(loadFilter);
const SortMenu = lazy(loadSort);

/** Which of the waiting runs, and in which order. */
export function InboxFilters({ view, runs, onChange, onSearch, onNext }: InboxFiltersProps) {
  const text = useText();
  const active = [view.step, view.kind, view.provider, view.model, view.reason].filter(Boolean).length;
  // Where nobody has made groups there is nothing to choose.
  const grouped = view.claimed === "groups" || runs.some(({ groups }) => groups.some(({ yours }) => yours));
  const shown = claims.filter((claimed) => claimed !== "groups" || grouped);
  return (
    <div className="flex flex-wrap items-center gap-1 border-b px-3 py-1.5">
      <fieldset aria-label={text.inbox.filter} className="mr-auto flex gap-0.5">
        {shown.map((claimed) => (
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
      {onNext && (
        <Button
          variant="ghost"
          size="icon-xs"
          aria-label={text.inbox.nextForMe}
          aria-keyshortcuts="n"
          title={`${text.inbox.nextForMe} (n)`}
          className="text-muted-foreground"
          onClick={onNext}
        >
          <HandIcon aria-hidden />
        </Button>
      )}
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={text.inbox.search}
        className="text-muted-foreground"
        onClick={onSearch}
      >
        <SearchIcon aria-hidden />
      </Button>
      <LazyMenu
        preload={() => void loadFilter()}
        trigger={
          <Button
            variant="ghost"
            size="xs"
            className={cn("text-muted-foreground", active > 0 && "bg-accent text-accent-foreground")}
          >
            <ListFilterIcon aria-hidden />
            {text.inbox.filter}
            {active > 0 && <span className="figures">{active}</span>}
          </Button>
        }
        menu={(trigger) => (
          <FilterMenu view={view} runs={runs} onChange={onChange}>
            {trigger}
          </FilterMenu>
        )}
      />
      <LazyMenu
        preload={() => void loadSort()}
        trigger={
          <Button variant="ghost" size="xs" className="text-muted-foreground">
            <ArrowDownWideNarrowIcon aria-hidden />
            {text.inbox.sorts[view.sort]}
          </Button>
        }
        menu={(trigger) => (
          <SortMenu
            sort={view.sort}
            onChange={(sort) => onChange({ sort: sort === "due" ? null : sort })}
            folded={view.folded}
            onFold={(folded) => onChange({ similar: folded ? null : "apart" })}
          >
            {trigger}
          </SortMenu>
        )}
      />
    </div>
  );
}
