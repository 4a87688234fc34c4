"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { addressWith } from "@/components/address/search";
import { useRuns } from "@/components/api/list-runs";
import { numberFormat } from "@/components/format/formatters";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import { Blank } from "@/components/shell/blank";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useColumns } from "./columns";
import { RunsFilters } from "./runs-filters";
import { RunsMenus } from "./runs-menus";
import { RunsTable } from "./runs-table";
import { type ChangeView, filterNames, filterOf, pageRows, type RunsView, viewOf } from "./view";

/** What the list shows, as the URL says it; changing it asks the server for no page. */
function useRunsUrl(): { view: RunsView; change: ChangeView } {
  const params = useSearchParams();
  const view = useMemo(() => viewOf(params), [params]);
  const change = useCallback<ChangeView>((values) => {
    window.history.replaceState(null, "", addressWith(values));
  }, []);
  return { view, change };
}

const restMs = 250;

/** All runs there ever were, as the filter in the URL says. */
export function Runs() {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  const { view, change } = useRunsUrl();
  const [words, setWords] = useState(view.q);
  const rested = useDebounced(words.trim(), restMs);
  const [columns, showColumn] = useColumns();
  const filter = useMemo(() => filterOf(view), [view]);
  const filtered = filterNames.some((name) => view[name] !== "");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns(
    { ...filter, limit: pageRows },
    pollInterval(useConnection()),
  );
  // The URL follows what was typed, once it rests.
  useEffect(() => change({ q: rested }), [rested, change]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div ref={box} className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-[96rem] flex-col px-4 pt-7 pb-16 sm:px-7">
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <h1 className="text-2xl font-semibold tracking-[-0.02em]">{text.runs.title}</h1>
          <RunsMenus filter={filter} columns={columns} onColumn={showColumn} />
        </div>
        <RunsFilters view={view} words={words} onWords={setWords} onChange={change} />
        {typeof data?.newest === "number" && (
          <p role="status" className="mb-3 text-sm text-muted-foreground">
            {text.runs.newestOnly(numberFormat(text.time.locale, {}).format(data.newest))}
          </p>
        )}
        {!data && !error && (
          <div className="grid gap-2" aria-busy>
            {["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => (
              <Skeleton key={name} className="h-14 rounded-lg" />
            ))}
          </div>
        )}
        {!data && error && (
          <Blank role="alert" seed="failed" title={text.runs.failed} hint={text.problem(error)}>
            <Button variant="outline" onClick={() => void refetch()}>
              {text.runs.again}
            </Button>
          </Blank>
        )}
        {data?.runs.length === 0 &&
          (filtered ? (
            <Blank seed="none" title={text.runs.noneMatch} hint={text.runs.noneMatchHint} />
          ) : (
            <Blank seed="no runs" title={text.runs.empty} hint={text.runs.emptyHint}>
              <Button asChild>
                <Link href="/new">{text.runs.first}</Link>
              </Button>
            </Blank>
          ))}
        {data && data.runs.length > 0 && (
          <RunsTable
            runs={data.runs}
            columns={columns}
            sort={view.sort}
            onChange={change}
            box={box}
            onEnd={more}
          />
        )}
        {hasNextPage && (
          <Button variant="outline" className="mx-auto mt-5" disabled={isFetchingNextPage} onClick={more}>
            {isFetchingNextPage ? text.runs.loading : text.runs.more}
          </Button>
        )}
      </div>
    </div>
  );
}
