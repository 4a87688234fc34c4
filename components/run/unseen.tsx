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
  useRef,
  useState,
} from "react";
import { useWatchedMap } from "@/components/hooks/use-watched-map";
import { isCovered, isInView } from "./read-on";
import { SeenParts, SeenScope } from "./seen-parts";

/** Shows what was not seen of a part; false where there is nothing to show yet, and others come first. */
type Show = () => unknown;

interface Unseen {
  count: number;
  /** What is being asked: what was seen of an earlier question says nothing of this one. */
  question: string;
  /** A part says that its end was not in view, and how it is shown; null once it was. */
  report: (id: string, show: Show | null) => void;
  showNext: () => void;
  /** Ends that were found in view of which no frame was drawn yet. */
  undrawn: Set<string>;
  /** Whether all that counts as seen was drawn: what is pressed before that was meant for something else. */
  isDrawn: () => boolean;
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
  undrawn: new Set(),
  isDrawn: () => true,
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
  const parts = useWatchedMap<string, Show>();
  const report = useCallback(
    (id: string, show: Show | null) => {
      if (show) parts.set(id, show);
      else parts.delete(id);
    },
    [parts],
  );
  const [undrawn] = useState(() => new Set<string>());
  useLayoutEffect(() => {
    undrawn.add(question);
    const stop = onceDrawn(() => undrawn.delete(question));
    return () => {
      stop();
      undrawn.delete(question);
    };
  }, [undrawn, question]);
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
      showNext: () => void parts.all().some(([, show]) => show() !== false),
      undrawn,
      isDrawn: () => undrawn.size === 0,
      settled,
      settle,
    }),
    [count, parts, question, report, undrawn, settled, settle],
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

interface InFullProps {
  children: ReactNode;
  /** What stands at its end, which is not looked for before it is ready. */
  end: (ready: boolean) => ReactNode;
}

/**
 * A part made of others, which was seen when its end was: its end is ready once nothing before it is left to be seen.
 * Where the code of one is still on its way, or a text is cut off, the end stands higher than it will.
 */
export function InFull({ children, end }: InFullProps) {
  const around = useContext(UnseenContext);
  const inside = useWatchedMap<string, true>();
  const { report } = around;
  const value = useMemo(
    () => ({
      ...around,
      report: (id: string, show: Show | null) => {
        if (show) inside.set(id, true);
        else inside.delete(id);
        report(id, show);
      },
    }),
    [around, inside, report],
  );
  // What is inside says what is left of it as it comes, and that is before this.
  const [told, setTold] = useState(false);
  useLayoutEffect(() => setTold(true), []);
  return (
    <>
      <UnseenContext value={value}>{children}</UnseenContext>
      {end(told && inside.size === 0)}
    </>
  );
}

/** Counts a part as not seen for as long as it is hidden; `show` is called when the reader asks for it. */
export function useUnseenPart(hidden: boolean, show: Show) {
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

/** Calls once a frame was drawn with what is there now. */
function onceDrawn(call: () => void): () => void {
  let after: ReturnType<typeof setTimeout> | undefined;
  // What is asked for with a frame comes right before it is drawn, and what is asked for then right after.
  const frame = requestAnimationFrame(() => {
    after = setTimeout(call);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(after);
  };
}

/** Puts off what a key or a click asks for until all that counts as seen by it was drawn. */
export function useOnceDrawn(act: () => void): () => void {
  const { isDrawn } = useContext(UnseenContext);
  const frame = useRef(0);
  // What is asked is answered as things stand then.
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback(() => {
    cancelAnimationFrame(frame.current);
    const look = () => {
      if (isDrawn()) latest.current();
      else frame.current = requestAnimationFrame(look);
    };
    look();
  }, [isDrawn]);
}

/** For so long a place stays in view before it counts as seen: what flies past does not. */
const glanceMs = 350;

/** When a place that is in view counts as seen; what is there as the run opens may count before what comes into view. */
type Moment = "at once" | "as it opens" | "after a glance";

/**
 * Whether the end of a part was in view for a moment while this was asked, or a stretch of it from its top to its bottom.
 * @param end an element at the very end of the part, no larger than a point: of a line a part may be cut off
 * @param watched false while it does not matter
 * @param when how soon it counts
 * @param of what the part shows, where that changes while one question is asked
 */
export function useEndSeen(
  end: RefObject<Element | null>,
  watched = true,
  when: Moment = "after a glance",
  of = "",
): boolean {
  const { question: asked, undrawn } = useContext(UnseenContext);
  const id = useId();
  const question = `${asked} ${of}`;
  const [seen, setSeen] = useState<string | null>(null);
  useLayoutEffect(() => {
    const element = end.current;
    if (!watched || !element) return;
    // What is in view as it opens was seen with the first frame, unless what came with it has moved it away by then.
    if (when !== "after a glance" && isInView(element)) {
      setSeen(question);
      undrawn.add(id);
    }
    // What only touches the edge is not in view, but of a point much may be lost to rounding.
    const enough = element.getBoundingClientRect().height > 1 ? 0.95 : 0.2;
    let drawn: ReturnType<typeof setTimeout> | undefined;
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
    const observer = new IntersectionObserver(
      (changes) => {
        clearTimeout(glance);
        const inView = (changes.at(-1)?.intersectionRatio ?? 0) >= enough;
        if (undrawn.has(id)) {
          if (!inView) setSeen(null);
          // It is told of right before the frame is drawn.
          drawn = setTimeout(() => undrawn.delete(id));
        }
        if (!inView) return;
        if (when === "at once" && !isHidden()) setSeen(question);
        else look(when === "at once" ? 0 : glanceMs);
      },
      { threshold: enough },
    );
    observer.observe(element);
    return () => {
      clearTimeout(glance);
      clearTimeout(drawn);
      undrawn.delete(id);
      observer.disconnect();
    };
  }, [end, watched, question, when, undrawn, id]);
  return seen === question;
}
