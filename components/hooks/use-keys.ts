import { useEffect, useEffectEvent } from "react";
import type { KeyName } from "./desk-keys";
import { isComposing } from "./is-composing";
import { KeyLayers, type KeyMap, type Layer } from "./key-layers";
import { LostField } from "./lost-field";
import { nameOf } from "./name-of-key";
import { readStored, useStored } from "./use-stored";

const keyLayers = new KeyLayers();
const lostField = new LostField();
const letterKeys = "countersign.letter-keys";

/** Single letters can be switched off, for people whose tools type by themselves (WCAG 2.1.4). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const [stored, store] = useStored(letterKeys);
  return [stored !== "off", (on) => store(on ? null : "off")];
}

interface Options {
  /** False while nothing of it is heard; a panel that hears nothing is not open. */
  enabled?: boolean;
  /** Whether plain keys are heard from within a field. */
  typing?: boolean;
}

/** The keys of one layer of the page, as long as the component is there. A panel or a dialog owns the keyboard. */
export function useKeys(layer: Layer, map: KeyMap, { enabled = true, typing = false }: Options = {}) {
  const current = useEffectEvent(() => (enabled ? map : null));
  useEffect(() => {
    const leave = keyLayers.add(layer, { map: () => current(), typing });
    // The same functions are added once, however often they are asked for.
    window.addEventListener("keydown", dropStray, { capture: true });
    window.addEventListener("pointerdown", forgetField, { capture: true });
    window.addEventListener("keydown", hear);
    return leave;
  }, [layer, typing]);
}

/**
 * While what was asked for is open, or still on its way, it owns the keyboard: nothing under it hears a key. Escape calls
 * off what is still on its way.
 */
export function useKeyboardTaken(open: boolean, callOff: () => void) {
  useKeys("dialog", { escape: () => isOverlayOpen() || callOff() }, { enabled: open });
}

/** What the open run does at a key, for those who do not press it; null when it does nothing now. */
export function runAction(name: KeyName): (() => void) | null {
  return keyLayers.runAction(name);
}

function hear(event: KeyboardEvent) {
  // Whatever else took the key, an open menu for one, keeps it.
  if (event.defaultPrevented || isComposing(event) || isModifier(event)) return;
  const name = nameOf(event);
  const typing = isTyping(event.target);
  const covered = isOverlayOpen();
  const leave = () => {
    // Browsers would empty a field to search with; its words stay.
    event.preventDefault();
    if (event.target instanceof HTMLElement) event.target.blur();
  };
  const leaving = name === "escape" && typing && !covered;
  // Leaving a field comes before leaving a screen, though not before closing the panel it is in.
  if (leaving && !keyLayers.isOpen("panel")) return leave();
  const handler = keyLayers.heard({
    name,
    at: event.timeStamp,
    repeats: event.repeat,
    typing,
    onControl: isControl(event.target),
    covered,
    letters: readStored(letterKeys) !== "off",
  });
  if (handler) {
    event.preventDefault();
    handler(event);
  } else if (leaving) leave();
}

/**
 * A key that is held down presses nothing again: what it presses may have become something else meanwhile. Nor does one
 * press anything under a dialog that is on its way, or with what was typed into a field that is gone.
 */
function dropStray(event: KeyboardEvent) {
  if (isModifier(event)) return;
  const { target, key, timeStamp } = event;
  const typing = isTyping(target);
  const composing = isComposing(event);
  const leaves = typing ? !composing && leavesField(event) : key === "Escape";
  if (lostField.takes({ target, at: timeStamp, typing, leaves })) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  if (composing || (event.key !== "Enter" && event.key !== " ")) return;
  if (!event.repeat && (!keyLayers.isOpen("dialog") || isOverlayOpen())) return;
  if (isControl(target) || (target instanceof HTMLInputElement && event.key === "Enter")) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function forgetField() {
  lostField.forget();
}

function isModifier({ key }: KeyboardEvent): boolean {
  return /^(shift|control|alt|altgraph|meta)$/i.test(key);
}

/**
 * Whether a key leads out of the field it is pressed in, or sends what is in it. Enter in a box of lines begins another
 * one.
 */
function leavesField({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (key === "Enter") return ctrlKey || metaKey || !(target instanceof HTMLTextAreaElement);
  return key === "Escape" || key === "Tab";
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches("input:not([type=checkbox],[type=radio],[type=range]), textarea, select"))
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("button, a, summary, input[type=checkbox], [role=slider], [role=button]")
  );
}

function isOverlayOpen(): boolean {
  return (
    document.querySelector(
      ":is([role=dialog], [role=alertdialog], [role=menu], [role=listbox])[data-state=open]",
    ) !== null
  );
}
