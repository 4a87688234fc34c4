"use client";

import { ArrowLeftIcon, ArrowUpIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { searchWith } from "@/components/address/search";
import { useClaimNext } from "@/components/api/claim-next";
import { useKeyboardTaken, useKeys } from "@/components/hooks/use-keys";
import { useMedia } from "@/components/hooks/use-media";
import { whenConnected } from "@/components/live/when-connected";
import { RunSkeleton } from "@/components/run/run-skeleton";
import { mayDecide, useMe } from "@/components/shell/me";
import { notify } from "@/components/shell/notify";
import { useText } from "@/components/text";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { UndoBar } from "@/components/undo/undo-bar";
import type { RunSummary } from "@/lib/contracts/run";
import { arrange, everything, viewOf } from "./arrange";
import { groupOf, stopsOf } from "./fold";
import { InboxFilters } from "./inbox-filters";
import { InboxSearch } from "./inbox-search";
import { InboxSkeleton } from "./inbox-skeleton";
import { nextAfter, openBeside } from "./next-after";
import { RunList } from "./run-list";
import { type BulkAction, useSelection } from "./selection";
import { focusRow, switchSides } from "./switch-sides";
import { indexOf, useInboxList } from "./use-inbox-list";
import { useInboxUrl, useOpenedRun } from "./use-inbox-url";

// The list is there first; the run comes in beside it.
const RunPane = dynamic(
  () => whenConnected(() => import("@/components/run/run-pane").then((module) => module.RunPane)),
  {
    ssr: false,
    loading: RunSkeleton,
  },
);
const SelectionBar = dynamic(() => whenConnected(() => import("./selection-bar")), { ssr: false });
const blanks = () => whenConnected(() => import("./inbox-blanks"));
const InboxEmpty = dynamic(() => blanks().then((module) => module.InboxEmpty), { ssr: false });
const InboxFailed = dynamic(() => blanks().then((module) => module.InboxFailed), { ssr: false });
const NoneMatch = dynamic(() => blanks().then((module) => module.NoneMatch), { ssr: false });
const ChooseOne = dynamic(() => blanks().then((module) => module.ChooseOne), { ssr: false });
const BulkDialog = dynamic(() => whenConnected(() => import("./bulk/bulk-dialog")), { ssr: false });

/** What waits, beside the one that is being decided. */
export function Inbox() {
  const text = useText();
  const me = useMe();
  const router = useRouter();
  const wide = useMedia("(min-width: 64rem)");
  const { runId: inUrl, view, change } = useInboxUrl();
  const list = useInboxList(view, me.id);
  const { shown, entries, openGroup } = list;
  const first = shown.find((run) => run.status === "awaiting_human")?.run_id ?? null;
  const { open: chosen, close } = useOpenedRun(inUrl, wide ? first : null);
  const { selected, ids, toggle, extend, select } = useSelection(shown, chosen);
  const [bulk, setBulk] = useState<{ action: BulkAction; runs: RunSummary[] } | null>(null);
  const [searching, setSearching] = useState(view.text !== "");
  const index = useMemo(() => indexOf(entries, chosen), [entries, chosen]);

  // Where the chosen run stood, for when it has left the list before the next one is opened.
  const place = useRef(0);
  // The answer to a decision may come when the reader has long gone to another run.
  const open = useRef(chosen);
  useEffect(() => {
    open.current = chosen;
    const at = shown.findIndex((run) => run.run_id === chosen);
    if (at >= 0) place.current = at;
  }, [shown, chosen]);

  // Whether a decision led to the open run: Enter, pressed once too often, must not leave the inbox.
  const [led, setLed] = useState(false);
  const sides = useRef<HTMLDivElement>(null);
  const alone = chosen === null && !wide;
  const listed = wide || chosen === null;
  const choose = useCallback(
    (id: string | null) => {
      if (id === null) close();
      setLed(false);
      change({ run: id }, alone ? "push" : "replace");
    },
    [change, close, alone],
  );
  // Stable, so that another choice does not draw every row anew.
  const actions = useMemo(
    () => ({ onChoose: choose, onToggle: toggle, onExtend: extend, onOpenGroup: openGroup }),
    [choose, toggle, extend, openGroup],
  );
  const folded = groupOf(entries, chosen);
  const closedGroup = folded && !folded.open ? folded : null;
  const move = (by: number) => {
    const stops = stopsOf(entries);
    const at = stops.indexOf(closedGroup?.runs[0]?.run_id ?? chosen ?? "");
    const next = stops[Math.max(0, at + by)] ?? stops.at(-1);
    if (next) choose(next);
  };
  /** On from a run that was decided, if it is still the one that is looked at. */
  const openNext = (decided: string[]) => {
    if (open.current === null || !decided.includes(open.current)) return;
    choose(nextAfter(shown, place.current, decided));
    setLed(true);
  };
  const ask = (action: BulkAction) => {
    const runs = selected.length > 0 ? selected : (folded?.runs ?? []);
    if (runs.length > 0 && listed && mayDecide(me)) setBulk({ action, runs });
  };
  /** Another view of the list; a run that it leaves out does not stay open beside it. */
  const look = (values: Record<string, string | null>) => {
    const rows = arrange(list.all ?? [], viewOf(searchWith(values)), me.id, Date.now());
    const next = wide && chosen !== null ? openBeside(rows, chosen) : chosen;
    if (next === chosen) return change(values);
    close();
    setLed(false);
    change({ ...values, run: next });
  };
  /** From the search to the first row of what it found. */
  const toFound = (q: string) => {
    const found = arrange(list.all ?? [], { ...view, text: q }, me.id, Date.now());
    const first = found.find((run) => run.status === "awaiting_human") ?? found[0];
    if (!first) return;
    if (wide) choose(first.run_id);
    // Its row is there with the next frame.
    requestAnimationFrame(() => focusRow(sides.current));
  };
  const pick = () => {
    if (!mayDecide(me)) return;
    if (closedGroup) toggle(closedGroup.runs.map((run) => run.run_id));
    else if (chosen) toggle([chosen]);
  };

  const claimNext = useClaimNext();
  const nextForMe = () => {
    if (!mayDecide(me) || claimNext.isPending) return;
    const from = open.current;
    claimNext.mutate(undefined, {
      onSuccess: (run) => {
        if (run === null) notify(text.inbox.noneForMe);
        // Whoever has gone on meanwhile stays where they are; it is theirs all the same.
        else if (open.current === from) choose(run.run_id);
      },
      onError: (error) => notify(text.problem(error), "failed"),
    });
  };

  useKeys("screen", {
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    arrowright: () => folded && openGroup(folded, true),
    arrowleft: () => folded && openGroup(folded, false),
    x: pick,
    n: nextForMe,
    ".": list.showAll,
    "shift+a": () => ask("approve"),
    "shift+r": () => ask("reject"),
    "/": () => setSearching(true),
    l: () => switchSides(sides.current),
    f6: () => switchSides(sides.current),
    enter: ({ target }) => {
      const inRun = target instanceof Element && target.closest("article") !== null;
      if (chosen && !led && !inRun) router.push(`/runs/${chosen}`);
    },
    escape: () => (selected.length > 0 ? select([]) : choose(null)),
  });

  useKeyboardTaken(bulk !== null && listed && list.all !== undefined, () => setBulk(null));

  if (!list.all) return list.error ? <InboxFailed onAgain={() => void list.refetch()} /> : <InboxSkeleton />;
  // What became of a batch is told to the end, though nothing waits any more.
  if (list.all.length === 0 && chosen === null && bulk === null) return <InboxEmpty />;
  return (
    <div
      ref={sides}
      className="grid min-h-0 flex-1 lg:grid-cols-[25rem_minmax(0,1fr)] 2xl:grid-cols-[28rem_minmax(0,1fr)]"
    >
      {listed && (
        <section aria-label={text.inbox.title} className="relative flex min-h-0 flex-col bg-card lg:border-r">
          <h1 className="sr-only">{text.inbox.title}</h1>
          <InboxFilters
            view={view}
            runs={list.all}
            onChange={look}
            onSearch={() => setSearching(true)}
            onNext={mayDecide(me) ? nextForMe : null}
          />
          {searching && (
            <InboxSearch
              value={view.text}
              onChange={(q) => look({ q })}
              onEnter={toFound}
              onClose={() => {
                setSearching(false);
                change({ q: null });
              }}
            />
          )}
          <p aria-live="polite" className="sr-only">
            {list.held > 0 && text.inbox.arrivals(list.held)}
          </p>
          <div className="relative flex min-h-0 flex-1 flex-col">
            {list.held > 0 && (
              <Button
                size="xs"
                className="absolute bottom-4 left-1/2 z-10 h-8 -translate-x-1/2 rounded-full px-3 shadow-lg"
                onClick={list.showAll}
              >
                <ArrowUpIcon aria-hidden />
                <span className="figures">{text.inbox.arrivals(list.held)}</span>
                <Kbd className="border-primary-foreground/30 bg-transparent text-primary-foreground max-md:hidden">
                  .
                </Kbd>
              </Button>
            )}
            {entries.length === 0 ? (
              <NoneMatch
                onClear={() => {
                  setSearching(false);
                  change(everything);
                }}
              />
            ) : (
              <RunList
                entries={entries}
                chosen={chosen}
                chosenIndex={index}
                selected={ids}
                actions={actions}
              />
            )}
          </div>
          <UndoBar className="border-t px-4 py-2" />
          {selected.length > 0 && <SelectionBar runs={selected} onDecide={ask} onClear={() => select([])} />}
          {bulk && (
            <BulkDialog
              {...bulk}
              onClose={() => setBulk(null)}
              onOpen={({ run_id }) => {
                setBulk(null);
                choose(run_id);
              }}
              onDecided={(decided, rest) => {
                select(rest);
                openNext(decided);
              }}
            />
          )}
        </section>
      )}
      {chosen !== null ? (
        <section
          aria-label={text.run.run}
          className="flex min-h-0 min-w-0 flex-col"
          // What one begins to work on is found again after a reload.
          onFocusCapture={() => inUrl === null && change({ run: chosen })}
        >
          {!wide && (
            <div className="flex items-center justify-between gap-2 border-b bg-card px-2 py-1">
              <Button variant="ghost" size="sm" onClick={() => choose(null)}>
                <ArrowLeftIcon aria-hidden />
                {text.inbox.title}
              </Button>
              <UndoBar />
            </div>
          )}
          <RunPane runId={chosen} led={led} onDecided={() => openNext([chosen])} />
        </section>
      ) : (
        wide && <ChooseOne />
      )}
    </div>
  );
}
