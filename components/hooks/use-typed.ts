import { useCallback, useSyncExternalStore } from "react";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { WatchedMap } from "./watched-map";

/** A text that was typed and is not sent yet, and the question it was an answer to. */
interface Typed {
  question: string;
  text: string;
}

const storageKey = "countersign.typed";

const kept = new WatchedMap<string, Typed>();
for (const [name, typed] of stored()) kept.set(name, typed);
kept.subscribe(() => {
  try {
    sessionStorage.setItem(
      storageKey,
      printJson(kept.all().map(([name, { question, text }]) => [name, question, text])),
    );
  } catch {
    // Full or forbidden: it is kept as long as the page.
  }
});

/** What was typed under a name: it is still there after a look elsewhere, a reload or a new sign-in in the same tab. */
export function useTyped(name: string): [Typed | null, (typed: Typed | null) => void] {
  const typed = useSyncExternalStore(
    kept.subscribe,
    () => kept.get(name) ?? null,
    () => null,
  );
  const keep = useCallback(
    (next: Typed | null) => (next === null || next.text === "" ? kept.delete(name) : kept.set(name, next)),
    [name],
  );
  return [typed, keep];
}

function stored(): [string, Typed][] {
  try {
    const entries = parseJson(sessionStorage.getItem(storageKey) ?? "[]");
    return (Array.isArray(entries) ? entries : []).flatMap((entry) => {
      const [name, question, text] = Array.isArray(entry) ? entry : [];
      const isTyped = [name, question, text].every((one) => typeof one === "string");
      return isTyped ? [[String(name), { question: String(question), text: String(text) }]] : [];
    });
  } catch {
    return [];
  }
}
