import type { Seen } from "@/lib/contracts/parts";

/** As many names as one decision takes, and of each as many letters. */
const most = { parts: 40, letters: 100, openMs: 30 * 24 * 3_600_000 };

interface Part {
  name: string;
  seen: boolean;
}

/** Keeps which parts of a run had been in view to their end, and how long it was open, while one question was asked. */
export class SeenLog {
  private question: string | null = null;
  private readonly parts = new Map<string, Part>();
  private openMs = 0;
  /** When the time that counts began; null while the window is hidden. */
  private since: number | null = null;

  /** The question that is asked now, and whether the window shows it: what was seen of another says nothing of it. */
  look(question: string, visible: boolean, now: number): void {
    if (question !== this.question) {
      this.question = question;
      this.parts.clear();
      this.openMs = 0;
      this.since = null;
    }
    if (this.since !== null) this.openMs += Math.max(0, now - this.since);
    this.since = visible ? now : null;
  }

  /** A place that shows a part says whether its end was in view. */
  note(id: string, part: Part): void {
    this.parts.set(id, part);
  }

  /** A place goes. What was in view there had been in view. */
  forget(id: string): void {
    if (!this.parts.get(id)?.seen) this.parts.delete(id);
  }

  /** A part was seen once every place that shows it was. */
  told(now: number): Seen {
    const names = new Map<string, boolean>();
    for (const { name, seen } of this.parts.values()) names.set(name, seen && (names.get(name) ?? true));
    const seen = [...names].filter(([, whole]) => whole).map(([name]) => name);
    const running = this.since === null ? 0 : Math.max(0, now - this.since);
    return {
      parts: seen.slice(0, most.parts).map((name) => name.slice(0, most.letters)),
      count: seen.length,
      of: names.size,
      open_ms: Math.min(most.openMs, Math.round(this.openMs + running)),
    };
  }
}
