import { useSearchParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { addressWith } from "@/components/address/search";
import { viewOf } from "./arrange";

/**
 * The run that is open: the one in the URL, or beside the list one that was opened by itself and stays whatever the list
 * does. That one is not put into the URL, for setting the URL calls off whatever page the reader is on the way to.
 * @param first the run to open by itself; null where none is to be
 */
export function useOpenedRun(inUrl: string | null, first: string | null) {
  const [opened, setOpened] = useState<string | null>(null);
  const byItself = inUrl === null ? (opened ?? first) : null;
  if (byItself !== opened) setOpened(byItself);
  const close = useCallback(() => setOpened(null), []);
  return { open: inUrl ?? byItself, close };
}

/** The chosen run and the filter, as the URL says; changing them asks the server for nothing. */
export function useInboxUrl() {
  const told = useSearchParams().toString();
  const [set, setSet] = useState<string | null>(null);
  const current = set === null ? told : currentSearch(set, told, inLocation());
  if (set !== null && current !== set) setSet(null);
  const params = useMemo(() => new URLSearchParams(current), [current]);
  // Whatever run is chosen, the view of the list is the same one.
  const viewed = withoutRun(params);
  const view = useMemo(() => viewOf(new URLSearchParams(viewed)), [viewed]);
  const change = useCallback((values: Record<string, string | null>, how: "push" | "replace" = "replace") => {
    const url = addressWith(values);
    if (how === "push") window.history.pushState(null, "", url);
    else window.history.replaceState(null, "", url);
    setSet(inLocation());
  }, []);
  return { runId: params.get("run"), view, change };
}

/**
 * The router tells of a new URL when it finds the time, and of each that was set: until it told of the last one, what
 * was set stands in for it, so that no key is heard by what it leaves out.
 * @param set what was set last
 * @param there what the location says: somebody else may have set another URL meanwhile
 */
export function currentSearch(set: string, told: string, there: string): string {
  return set === there ? set : told;
}

function withoutRun(params: URLSearchParams): string {
  const others = new URLSearchParams(params);
  others.delete("run");
  return others.toString();
}

function inLocation(): string {
  return new URLSearchParams(window.location.search).toString();
}
