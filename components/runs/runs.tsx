"use client";

import { SearchIcon } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useRef, useState } from "react";
import { useRuns } from "@/components/api/list-runs";
import { useDebounced } from "@/components/hooks/use-debounced";
import { useKeys } from "@/components/hooks/use-keys";
import { useConnection } from "@/components/live/live-provider";
import { pollInterval } from "@/components/live/poll-interval";
import { Blank } from "@/components/shell/blank";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunStatus } from "@/lib/contracts/words";
import { RunsTable } from "./runs-table";

const statuses = [
  "awaiting_human",
  "running",
  "queued",
  "completed",
  "failed",
  "cancelled",
  "expired",
] as const satisfies RunStatus[];
const every = "every";

/** All runs there ever were, newest first. */
export function Runs() {
  const text = useText();
  const params = useSearchParams();
  const search = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(params.get("q") ?? "");
  const q = useDebounced(words.trim(), 250);
  const status = params.get("status") as RunStatus | null;
  const connection = useConnection();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns(
    { q: q || undefined, status: status ?? undefined, limit: 50 },
    pollInterval(connection),
  );
  useKeys("screen", { "/": () => search.current?.focus() });

  const change = (values: { q?: string; status?: string | null }) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    window.history.replaceState(null, "", next.size === 0 ? "/runs" : `/runs?${next}`);
  };
  const clear = () => {
    setWords("");
    change({ q: "", status: null });
  };

  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex min-h-full max-w-[88rem] flex-col px-4 pt-7 pb-16 sm:px-7">
        <div className="mb-5 flex flex-wrap items-center gap-3">
          <h1 className="mr-auto text-2xl font-semibold tracking-[-0.02em]">{text.runs.title}</h1>
          <div className="relative w-full sm:w-80">
            <SearchIcon
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
              aria-hidden
            />
            <Input
              ref={search}
              type="search"
              value={words}
              aria-label={text.runs.search}
              placeholder={text.runs.search}
              className="pr-9 pl-9"
              onChange={(event) => {
                setWords(event.target.value);
                change({ q: event.target.value.trim() });
              }}
            />
            <Kbd className="absolute top-1/2 right-3 -translate-y-1/2 max-sm:hidden">/</Kbd>
          </div>
          <Select
            value={status ?? every}
            onValueChange={(value) => change({ status: value === every ? null : value })}
          >
            <SelectTrigger aria-label={text.runs.status} className="w-full sm:w-44">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              <SelectItem value={every}>{text.runs.everyStatus}</SelectItem>
              {statuses.map((each) => (
                <SelectItem key={each} value={each}>
                  {text.words.status[each]}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
        {!data && !error && (
          <div className="grid gap-2" aria-busy>
            {["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => (
              <Skeleton key={name} className="h-14 rounded-lg" />
            ))}
          </div>
        )}
        {!data && error && (
          <Blank role="alert" seed="failed" title={text.runs.failed} hint={error.message}>
            <Button variant="outline" onClick={() => void refetch()}>
              {text.runs.again}
            </Button>
          </Blank>
        )}
        {data?.length === 0 &&
          (q || status ? (
            <Blank seed="none" title={text.runs.noneMatch} hint={text.runs.noneMatchHint}>
              <Button variant="outline" onClick={clear}>
                {text.runs.clear}
              </Button>
            </Blank>
          ) : (
            <Blank seed="no runs" title={text.runs.empty} hint={text.runs.emptyHint}>
              <Button asChild>
                <Link href="/new">{text.runs.first}</Link>
              </Button>
            </Blank>
          ))}
        {data && data.length > 0 && <RunsTable runs={data} />}
        {hasNextPage && (
          <Button
            variant="outline"
            className="mx-auto mt-5"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {isFetchingNextPage ? text.runs.loading : text.runs.more}
          </Button>
        )}
      </div>
    </div>
  );
}
