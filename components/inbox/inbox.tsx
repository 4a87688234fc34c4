"use client";

import { ArrowLeftIcon, ArrowUpIcon } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { inboxFilter, useRuns } from "@/components/api/list-runs";
import { useKeys } from "@/components/hooks/use-keys";
import { useMedia } from "@/components/hooks/use-media";
import { RunSkeleton } from "@/components/run/run-skeleton";
import { Blank } from "@/components/shell/blank";
import { useMe } from "@/components/shell/me";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { arrange } from "./arrange";
import { InboxFilters } from "./inbox-filters";
import { InboxSkeleton } from "./inbox-skeleton";
import { RunList } from "./run-list";
import { useInboxUrl } from "./use-inbox-url";
import { useSteadyList } from "./use-steady-list";

// The list is there first; the run comes in beside it.
const RunPane = dynamic(() => import("@/components/run/run-pane").then((module) => module.RunPane), {
  ssr: false,
  loading: RunSkeleton,
});

/** What waits, beside the one that is being decided. */
export function Inbox() {
  const text = useText();
  const me = useMe();
  const router = useRouter();
  const wide = useMedia("(min-width: 64rem)");
  const { runId, view, change } = useInboxUrl();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns(inboxFilter);
  const fresh = useMemo(() => arrange(data ?? [], view, me.id), [data, view, me.id]);
  const { shown, held, showAll } = useSteadyList(fresh, JSON.stringify(view));
  const chosen = runId;
  const index = shown.findIndex((run) => run.run_id === chosen);
  const first = shown[0]?.run_id;

  // Where the chosen run stood, for when it has left the list before the next one is opened.
  const place = useRef(0);
  useEffect(() => {
    if (index >= 0) place.current = index;
  }, [index]);

  // Beside the list there is always a run open, and the URL pins it: the pane never changes under the reader.
  useEffect(() => {
    if (wide && runId === null && first) change({ run: first });
  }, [wide, runId, first, change]);

  const choose = useCallback(
    (id: string | null) => change({ run: id }, runId === null && !wide ? "push" : "replace"),
    [change, runId, wide],
  );
  const move = (by: number) => {
    const next = shown[Math.max(0, index + by)] ?? shown.at(-1);
    if (next) choose(next.run_id);
  };
  const openNext = () => {
    const others = shown.filter((run) => run.run_id !== chosen);
    choose((others[place.current] ?? others.at(-1))?.run_id ?? null);
  };
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  useKeys("screen", {
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    enter: () => chosen && router.push(`/runs/${chosen}`),
    escape: () => choose(null),
  });

  if (!data) return error ? <InboxFailed onAgain={() => void refetch()} /> : <InboxSkeleton />;
  if (data.length === 0 && runId === null) return <InboxEmpty />;
  return (
    <div className="grid min-h-0 flex-1 lg:grid-cols-[25rem_minmax(0,1fr)] 2xl:grid-cols-[28rem_minmax(0,1fr)]">
      {(wide || chosen === null) && (
        <section aria-label={text.inbox.title} className="relative flex min-h-0 flex-col bg-card lg:border-r">
          <h1 className="sr-only">{text.inbox.title}</h1>
          <InboxFilters view={view} runs={data} onChange={change} />
          {held > 0 && (
            <Button
              size="xs"
              className="absolute bottom-4 left-1/2 z-10 h-8 -translate-x-1/2 rounded-full px-3 shadow-lg"
              onClick={showAll}
            >
              <ArrowUpIcon aria-hidden />
              <span className="figures">{text.inbox.arrivals(held)}</span>
            </Button>
          )}
          <p aria-live="polite" className="sr-only">
            {held > 0 && text.inbox.arrivals(held)}
          </p>
          {shown.length === 0 ? (
            <Blank seed="filter" title={text.inbox.noneMatch}>
              <Button
                variant="outline"
                size="sm"
                onClick={() => change({ claimed: null, step: null, kind: null, provider: null, q: null })}
              >
                {text.inbox.clear}
              </Button>
            </Blank>
          ) : (
            <RunList runs={shown} chosen={chosen} onChoose={choose} onEnd={more} />
          )}
        </section>
      )}
      {chosen !== null ? (
        <section aria-label={text.run.run} className="flex min-h-0 min-w-0 flex-col">
          {!wide && (
            <div className="border-b bg-card px-2 py-1">
              <Button variant="ghost" size="sm" onClick={() => choose(null)}>
                <ArrowLeftIcon aria-hidden />
                {text.inbox.title}
              </Button>
            </div>
          )}
          <RunPane runId={chosen} onDecided={openNext} />
        </section>
      ) : (
        wide && (
          <Blank seed="choose" title={text.inbox.choose} hint={text.inbox.chooseHint}>
            <Kbd>j</Kbd>
            <Kbd>k</Kbd>
            <Kbd>↵</Kbd>
          </Blank>
        )
      )}
    </div>
  );
}

function InboxEmpty() {
  const text = useText();
  return (
    <Blank seed="inbox zero" title={text.inbox.empty} hint={text.inbox.emptyHint}>
      <Button asChild>
        <Link href="/new">{text.inbox.first}</Link>
      </Button>
      <Button asChild variant="outline">
        <Link href="/runs">{text.inbox.seeAll}</Link>
      </Button>
    </Blank>
  );
}

function InboxFailed({ onAgain }: { onAgain: () => void }) {
  const text = useText();
  return (
    <Blank role="alert" seed="failed" title={text.inbox.failed} hint={text.inbox.failedHint}>
      <Button variant="outline" onClick={onAgain}>
        {text.inbox.again}
      </Button>
    </Blank>
  );
}
