import type { KeyName } from "./desk-keys";

/** Every key a part of the page hears, by the one table that the help shows too. */
export type KeyMap = Partial<Record<KeyName, (event: KeyboardEvent) => void>>;

/**
 * Who hears a key first: a dialog before the panel under it, a panel before the run it is on, the run before the
 * screen, the screen before the frame.
 */
export const layers = ["frame", "screen", "run", "panel", "dialog"] as const;
export type Layer = (typeof layers)[number];

export interface Listener {
  /** What it would hear now; null while it hears nothing. */
  map: () => KeyMap | null;
  /** Whether plain keys reach it from a field that is being typed in. */
  typing?: boolean;
}

/** One press of a key, as far as it matters who hears it. */
export interface Press {
  /** `a`, `shift+a`, `?`, `enter`, `mod+enter`: see `nameOf`. */
  name: string;
  /** In milliseconds. */
  at: number;
  /** The key is held down and repeats by itself. */
  repeats: boolean;
  /** In a field one types in. */
  typing: boolean;
  /** On something that Enter presses. */
  onControl: boolean;
  /** A dialog, a menu or a list is open over the page. */
  covered: boolean;
  /** Single-letter keys are switched on. */
  letters: boolean;
}

const sequenceMs = 900;

/** What only moves may be held down; everything else is pressed once for each time it is meant. */
const movers: ReadonlySet<string> = new Set(["j", "k", "arrowup", "arrowdown", "arrowleft", "arrowright"]);

/** What reaches past an open panel: it opens, and decides nothing. */
const pastPanels: ReadonlySet<string> = new Set(["mod+k"]);

/**
 * Who hears which key. An open panel owns the keyboard: while one is there nothing under it hears anything, whether
 * the panel has a use for the key or not. So does whatever lies over the page.
 */
export class KeyLayers {
  private readonly listeners = new Map<Layer, Set<Listener>>(layers.map((layer) => [layer, new Set()]));
  private previous: { name: string; at: number } | null = null;

  /** @returns what takes the listener away again */
  add(layer: Layer, listener: Listener): () => void {
    const peers = this.listeners.get(layer);
    peers?.add(listener);
    return () => void peers?.delete(listener);
  }

  /** What a press means to whoever hears it first; null when nobody does. */
  heard(press: Press): ((event: KeyboardEvent) => void) | null {
    const recent = this.previous;
    this.previous = press.typing ? null : { name: press.name, at: press.at };
    if (press.repeats && !movers.has(press.name)) return null;
    const hearing = this.hearing(press);
    // Two keys after each other mean what they mean together, whatever the second does alone in a nearer layer.
    const sequence =
      recent !== null && press.at - recent.at < sequenceMs ? `${recent.name} ${press.name}` : null;
    for (const name of sequence === null ? [press.name] : [sequence, press.name]) {
      for (const listener of hearing) {
        const handler = this.allows(listener, press) ? listener.map()?.[name as KeyName] : undefined;
        if (handler) return handler;
      }
    }
    return null;
  }

  /** What the open run does at a key, for those who do not press it; null when it does nothing now. */
  runAction(name: KeyName): (() => void) | null {
    if (this.isOpen("panel")) return null;
    for (const listener of this.of("run")) {
      const handler = listener.map()?.[name];
      if (handler) return () => handler(new KeyboardEvent("keydown", { key: name }));
    }
    return null;
  }

  /** True when a part of this layer is there and hears. */
  isOpen(layer: Layer): boolean {
    return this.of(layer).length > 0;
  }

  /** Who may hear a press at all, nearest first. */
  private hearing(press: Press): Listener[] {
    // A dialog that was asked for owns the keyboard before it is on the screen.
    if (press.covered || this.isOpen("dialog")) return this.of("dialog");
    if (!this.isOpen("panel")) return layers.toReversed().flatMap((layer) => this.of(layer));
    return pastPanels.has(press.name) ? [...this.of("panel"), ...this.of("frame")] : this.of("panel");
  }

  private allows(listener: Listener, { name, typing, onControl, letters }: Press): boolean {
    if (name === "enter" && onControl) return false;
    // What one types in has an undo of its own.
    if (name === "mod+z" && typing && listener.typing !== true) return false;
    const plain = !name.startsWith("mod+") && name !== "escape" && name !== "f6";
    return !plain || (letters && (!typing || listener.typing === true));
  }

  /** Those of a layer that hear, the latest first. */
  private of(layer: Layer): Listener[] {
    return [...(this.listeners.get(layer) ?? [])].reverse().filter((listener) => listener.map() !== null);
  }
}
