"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useMemo,
  useState,
} from "react";

interface Unseen {
  count: number;
  /** A part says that it is cut off, and how it is shown whole; null once it was shown. */
  report: (id: string, show: (() => void) | null) => void;
  showNext: () => void;
}

const UnseenContext = createContext<Unseen>({ count: 0, report: () => {}, showNext: () => {} });

/** Keeps count of what is cut off on a run: nobody approves a part that was not shown. */
export function UnseenProvider({ children }: { children: ReactNode }) {
  const [parts, setParts] = useState<ReadonlyMap<string, () => void>>(new Map());
  const report = useCallback((id: string, show: (() => void) | null) => {
    setParts((before) => {
      if (show === null && !before.has(id)) return before;
      const after = new Map(before);
      if (show) after.set(id, show);
      else after.delete(id);
      return after;
    });
  }, []);
  const value = useMemo(
    () => ({ count: parts.size, report, showNext: () => [...parts.values()].at(0)?.() }),
    [parts, report],
  );
  return <UnseenContext value={value}>{children}</UnseenContext>;
}

/** Counts a part as not shown for as long as it is hidden; `show` is called when the reader asks for it. */
export function useUnseenPart(hidden: boolean, show: () => void) {
  const id = useId();
  const { report } = useContext(UnseenContext);
  const onShow = useEffectEvent(show);
  useEffect(() => {
    if (!hidden) return;
    report(id, () => onShow());
    return () => report(id, null);
  }, [hidden, id, report]);
}

export function useUnseen(): Unseen {
  return useContext(UnseenContext);
}
