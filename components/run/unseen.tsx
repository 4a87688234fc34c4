"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { useWatchedMap } from "@/components/hooks/use-watched-map";
import { isCovered, isInView } from "./read-on";
import { SeenParts, SeenScope } from "./seen-parts";

interface Unseen {
  count: number;
  /** What is being asked: what was seen of an earlier question says nothing of this one. */
  question: string;
  /** A part says that its end was not in view, and how it is shown; null once it was. */
  report: (id: string, show: (() => void) | null) => void;
  showNext: () => void;
  /** What a person did about parts while this was asked, by the names of the parts. */
  settled: ReadonlySet<string>;
  settle: (name: string, done: boolean) => void;
}

const nothing: ReadonlySet<string> = new Set();

const UnseenContext = createContext<Unseen>({
  count: 0,
  question: "",
  report: () => {},
  showNext: () => {},
  settled: nothing,
  settle: () => {},
});

interface UnseenProviderProps {
  /** Changes with whatever there is to be seen. */
  question: string;
  children: ReactNode;
}

/** Keeps count of what was not seen of a run: nobody approves a part whose end was not in view. */
export function UnseenProvider({ question, children }: UnseenProviderProps) {
  const parts = useWatchedMap<string, () => void>();
  const report = useCallback(
    (id: string, show: (() => void) | null) => {
      if (show) parts.set(id, show);
      else parts.delete(id);
    },
    [parts],
  );
  const [done, setDone] = useState({ question, names: nothing });
  const settled = done.question === question ? done.names : nothing;
  const settle = useCallback(
    (name: string, isDone: boolean) =>
      setDone((before) => {
        const names = new Set(before.question === question ? before.names : nothing);
        if (isDone) names.add(name);
        else names.delete(name);
        return { question, names };
      }),
    [question],
  );
  const count = parts.size;
  const value = useMemo(
    () => ({
      count,
      question,
      report,
      showNext: () => parts.first()?.(),
      settled,
      settle,
    }),
    [count, parts, question, report, settled, settle],
  );
  return (
    <UnseenContext value={value}>
      <SeenParts question={question}>{children}</SeenParts>
    </UnseenContext>
  );
}

interface UnseenScopeProps {
  /** False where what is inside stands only to compare with what is signed. */
  counts: boolean;
  children: ReactNode;
}

/** A part of the page of which nothing need be seen, for as long as it does not count. */
export function UnseenScope({ counts, children }: UnseenScopeProps) {
  const around = useContext(UnseenContext);
  const value = useMemo(() => (counts ? around : { ...around, report: () => {} }), [around, counts]);
  return (
    <UnseenContext value={value}>
      <SeenScope counts={counts}>{children}</SeenScope>
    </UnseenContext>
  );
}

/** Counts a part as not seen for as long as it is hidden; `show` is called when the reader asks for it. */
export function useUnseenPart(hidden: boolean, show: () => void) {
  const id = useId();
  const { report } = useContext(UnseenContext);
  const onShow = useEffectEvent(show);
  useLayoutEffect(() => {
    if (!hidden) return;
    report(id, () => onShow());
    return () => report(id, null);
  }, [hidden, id, report]);
}

/**
 * What a person did about a part that cannot simply be in view: played it, or said that they know it was not shown.
 * It outlives the part's own place in the page, and is forgotten when another question is asked.
 */
export function useSettled(name: string): [boolean, (done: boolean) => void] {
  const { settled, settle } = useContext(UnseenContext);
  return [settled.has(name), useCallback((done: boolean) => settle(name, done), [settle, name])];
}

export function useUnseen(): Unseen {
  return useContext(UnseenContext);
}

/** For so long the end of a long part stays in view before it counts as seen: what flies past does not. */
const glanceMs = 350;

/**
 * Whether the end of a part was in view for a moment while this was asked.
 * @param end an element at the very end of the part, no larger than a point: of a line a part may be cut off
 * @param watched false while it does not matter
 * @param forMs how long it must stay in view
 * @param of what the part shows, where that changes while one question is asked
 */
export function useEndSeen(
  end: RefObject<Element | null>,
  watched = true,
  forMs = glanceMs,
  of = "",
): boolean {
  const { question: asked } = useContext(UnseenContext);
  const question = `${asked} ${of}`;
  const [seen, setSeen] = useState<string | null>(null);
  // What is in view as it opens was seen at the first frame.
  useLayoutEffect(() => {
    if (watched && forMs === 0 && end.current && isInView(end.current)) setSeen(question);
  }, [end, watched, question, forMs]);
  useEffect(() => {
    const element = end.current;
    if (!watched || !element) return;
    let glance: ReturnType<typeof setTimeout> | undefined;
    // Nobody sees what is in a tab behind another, or under a dialog.
    const isHidden = () => document.hidden || isCovered(element);
    let wasHidden = false;
    // Once it is free again it is looked at for a whole glance.
    const look = (ms: number) => {
      glance = setTimeout(() => {
        const before = wasHidden;
        wasHidden = isHidden();
        if (before || wasHidden) look(glanceMs);
        else setSeen(question);
      }, ms);
    };
    const observer = new IntersectionObserver((changes) => {
      clearTimeout(glance);
      if (!changes.at(-1)?.isIntersecting) return;
      if (forMs === 0 && !isHidden()) setSeen(question);
      else look(forMs);
    });
    observer.observe(element);
    return () => {
      clearTimeout(glance);
      observer.disconnect();
    };
  }, [end, watched, question, forMs]);
  return seen === question;
}
