import { createContext, useContext, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick() {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** When the server rendered the page: until it is hydrated, both sides draw the times of that moment. */
export const RenderedAt = createContext<number | null>(null);

/** The clock, to the given step of seconds; one timer serves every component. */
export function useNow(stepSeconds = 1): number {
  const step = stepSeconds * 1000;
  const renderedAt = useContext(RenderedAt);
  const stepOf = (time: number) => Math.floor(time / step) * step;
  return useSyncExternalStore(
    subscribe,
    () => stepOf(now),
    () => stepOf(renderedAt ?? now),
  );
}
