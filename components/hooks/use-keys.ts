import { useEffect, useEffectEvent } from "react";
import { useStored } from "./use-stored";

/** `a`, `shift+a`, `?`, `enter`, `escape`, `mod+enter`, or two after each other: `g i`. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

const sequenceMs = 900;
let previous: { key: string; at: number } | null = null;
let current: { key: string; at: number } | null = null;

/** Single letters can be switched off, for people whose tools type by themselves (WCAG 2.1.4). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const [stored, store] = useStored("countersign.letter-keys");
  return [stored !== "off", (on) => store(on ? null : "off")];
}

/** The keys of a screen. The innermost component hears first; `preventDefault` keeps the others out. */
export function useKeys(map: KeyMap, enabled = true) {
  const [letters] = useLetterKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const key = nameOf(event);
    const plain = !key.startsWith("mod+") && key !== "escape";
    if (plain && (!letters || isTyping(event.target) || isOverlayOpen())) return;
    if (key === "enter" && isControl(event.target)) return;
    const recent = previous && event.timeStamp - previous.at < sequenceMs ? previous.key : null;
    const sequence = recent === null ? undefined : map[`${recent} ${key}`];
    const handler = sequence ?? map[key];
    if (!handler) return;
    event.preventDefault();
    handler(event);
  });
  useEffect(() => {
    if (!enabled) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, [enabled]);
}

/** Remembers the key before, for sequences; one listener for the whole page, ahead of all others. */
export function useKeySequences() {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      previous = current;
      current = isTyping(event.target) ? null : { key: nameOf(event), at: event.timeStamp };
    };
    window.addEventListener("keydown", listener, { capture: true });
    return () => window.removeEventListener("keydown", listener, { capture: true });
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const shift = event.shiftKey && /^[a-z]$/.test(key) ? "shift+" : "";
  return event.metaKey || event.ctrlKey ? `mod+${key}` : event.altKey ? `alt+${key}` : shift + key;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select"))
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button, a, summary, [role=tab], [role=slider]");
}

function isOverlayOpen(): boolean {
  return document.querySelector("[role=dialog][data-state=open], [role=menu], [role=listbox]") !== null;
}
