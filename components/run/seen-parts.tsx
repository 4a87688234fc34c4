"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import type { Seen } from "@/lib/contracts/parts";
import { SeenLog } from "./seen-log";

interface Watch {
  log: SeenLog;
  question: string;
}

const WatchContext = createContext<Watch | null>(null);
const NameContext = createContext("run");

/** Keeps what was in view of a run while a question is asked, to be told with the decision. */
export function SeenParts({ question, children }: { question: string; children: ReactNode }) {
  const [log] = useState(() => new SeenLog());
  useEffect(() => {
    const look = () => log.look(question, !document.hidden, Date.now());
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [log, question]);
  const watch = useMemo(() => ({ log, question }), [log, question]);
  return <WatchContext value={watch}>{children}</WatchContext>;
}

/** Of what is inside nothing is told, for as long as it does not count. */
export function SeenScope({ counts, children }: { counts: boolean; children: ReactNode }) {
  const around = useContext(WatchContext);
  return <WatchContext value={counts ? around : null}>{children}</WatchContext>;
}

/** What whatever is inside is called where a decision tells what was in view. */
export function PartName({ name, children }: { name: string; children: ReactNode }) {
  return <NameContext value={name}>{children}</NameContext>;
}

/** Tells whether the end of a part was in view; null where it is not for this place to tell. */
export function useSeenPart(seen: boolean | null) {
  const id = useId();
  const name = useContext(NameContext);
  const watch = useContext(WatchContext);
  useLayoutEffect(() => {
    if (seen === null || watch === null) return;
    const { log, question } = watch;
    // The first of an opening run comes before the run itself has said what is asked.
    log.look(question, !document.hidden, Date.now());
    log.note(id, { name, seen });
    return () => log.forget(id);
  }, [seen, id, name, watch]);
}

/** Gives what was in view until now, as a decision takes it. */
export function useToldSeen(): () => Seen | undefined {
  const watch = useContext(WatchContext);
  return useCallback(() => watch?.log.told(Date.now()), [watch]);
}
