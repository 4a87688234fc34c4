import { useEffect, useEffectEvent } from "react";
import { readStored, useStored } from "./use-stored";

/** `a`, `shift+a`, `?`, `enter`, `escape`, `mod+enter`, or two after each other: `g i`. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** Who hears a key first: a panel before the run it is on, the run before the screen, the screen before the frame. */
const layers = ["frame", "screen", "run", "panel"] as const;
type Layer = (typeof layers)[number];

interface Listener {
  /** True when the key was taken. */
  take: (event: KeyboardEvent, name: string, sequence: string | null) => boolean;
  /** What it would hear now. */
  map: () => KeyMap;
}

const listeners = new Map<Layer, Set<Listener>>();
const sequenceMs = 900;
let previous: { name: string; at: number } | null = null;

const letterKeys = "countersign.letter-keys";

/** Single letters can be switched off, for people whose tools type by themselves (WCAG 2.1.4). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const [stored, store] = useStored(letterKeys);
  return [stored !== "off", (on) => store(on ? null : "off")];
}

/** The keys of one layer of the page, as long as the component is there and `enabled`. */
export function useKeys(layer: Layer, map: KeyMap, enabled = true) {
  const current = useEffectEvent(() => (enabled ? map : {}));
  const take = useEffectEvent<Listener["take"]>((event, name, sequence) => {
    if (!enabled) return false;
    const plain = !name.startsWith("mod+") && name !== "escape";
    if (plain && (readStored(letterKeys) === "off" || isTyping(event.target) || isOverlayOpen()))
      return false;
    if (name === "enter" && isControl(event.target)) return false;
    // What one types in has an undo of its own.
    if (name === "mod+z" && isTyping(event.target)) return false;
    const handler = (sequence === null ? undefined : map[sequence]) ?? map[name];
    handler?.(event);
    return handler !== undefined;
  });
  useEffect(() => {
    const listener: Listener = {
      take: (event, name, sequence) => take(event, name, sequence),
      map: () => current(),
    };
    const peers = listeners.get(layer) ?? new Set();
    listeners.set(layer, peers.add(listener));
    // The same function is added once, however often it is asked for.
    window.addEventListener("keydown", hear);
    return () => {
      peers.delete(listener);
    };
  }, [layer]);
}

/** What the open run does at a key, for those who do not press it; null when it does nothing now. */
export function runAction(key: string): (() => void) | null {
  for (const listener of listeners.get("run") ?? []) {
    const handler = listener.map()[key];
    if (handler) return () => handler(new KeyboardEvent("keydown", { key }));
  }
  return null;
}

function hear(event: KeyboardEvent) {
  const name = nameOf(event);
  const recent = previous !== null && event.timeStamp - previous.at < sequenceMs ? previous.name : null;
  if (!/^(shift|control|alt|meta)$/i.test(event.key)) {
    previous = isTyping(event.target) ? null : { name, at: event.timeStamp };
  }
  // Whatever else took the key, an open menu for one, keeps it.
  if (event.defaultPrevented || event.isComposing) return;
  const sequence = recent === null ? null : `${recent} ${name}`;
  for (const layer of layers.toReversed()) {
    // Leaving a field comes before leaving a screen.
    if (layer !== "panel" && name === "escape" && isTyping(event.target)) {
      // Browsers would empty a field to search with; its words stay.
      event.preventDefault();
      return event.target.blur();
    }
    for (const listener of listeners.get(layer) ?? []) {
      if (!listener.take(event, name, sequence)) continue;
      event.preventDefault();
      return;
    }
  }
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const shift = event.shiftKey && /^[a-z]$/.test(key) ? "shift+" : "";
  return event.metaKey || event.ctrlKey ? `mod+${key}` : event.altKey ? `alt+${key}` : shift + key;
}

function isTyping(target: EventTarget | null): target is HTMLElement {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select"))
  );
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("button, a, summary, [role=slider]");
}

function isOverlayOpen(): boolean {
  return document.querySelector(":is([role=dialog], [role=menu], [role=listbox])[data-state=open]") !== null;
}
