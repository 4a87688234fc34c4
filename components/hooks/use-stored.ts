import { useCallback, useSyncExternalStore } from "react";

const changed = "countersign:stored";

// Storage may be full or forbidden, and secrets do not go there; what was not written is kept as long as the page.
const unwritten = new Map<string, string>();

function subscribe(listener: () => void) {
  window.addEventListener("storage", listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener("storage", listener);
    window.removeEventListener(changed, listener);
  };
}

/** Takes a text; `written`, where it differs, is what may outlive the page. */
type Store = (value: string | null, written?: string | null) => void;

/** One text in localStorage, shared by every component and every tab; null when there is none. */
export function useStored(key: string): [string | null, Store] {
  const value = useSyncExternalStore(
    subscribe,
    () => readStored(key),
    () => null,
  );
  const store: Store = useCallback((next, written = next) => write(key, next, written), [key]);
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

function write(key: string, value: string | null, written: string | null) {
  unwritten.delete(key);
  if (written !== value && value !== null) unwritten.set(key, value);
  try {
    if (written === null) localStorage.removeItem(key);
    else localStorage.setItem(key, written);
  } catch {
    if (value !== null) unwritten.set(key, value);
  }
  window.dispatchEvent(new Event(changed));
}
