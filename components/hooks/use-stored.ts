import { useCallback, useSyncExternalStore } from "react";

const changed = "countersign:stored";

// Storage may be full or forbidden; what could not be written is kept as long as the page.
const unwritten = new Map<string, string>();

function subscribe(listener: () => void) {
  window.addEventListener("storage", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(changed, listener);
  };
}

/** One text in localStorage, shared by every component and every tab; null when there is none. */
export function useStored(key: string): [string | null, (value: string | null) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => readStored(key),
    () => null,
  );
  const store = useCallback((next: string | null) => write(key, next), [key]);
  return [value, store];
}

/** What is stored now, for code that is no component. */
export function readStored(key: string): string | null {
  const kept = unwritten.get(key);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null) {
  unwritten.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null) unwritten.set(key, value);
  }
  window.dispatchEvent(new Event(changed));
}
