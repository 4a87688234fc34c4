import { type Absence, absenceSentences } from "../absence";
import { storeLimits } from "../limits";

/** The requests of this process that were refused of late because the database could not do what they asked. */
export class Outages {
  private readonly refused: { at: number; why: Absence }[] = [];

  note(why: Absence, at: Date): void {
    this.refused.push({ at: at.getTime(), why });
    if (this.refused.length > storeLimits.outagesRemembered) this.refused.shift();
  }

  /** A sentence for whoever runs the installation; null when there were none for a while. */
  recent(now: Date): string | null {
    const since = now.getTime() - storeLimits.outageMemory;
    const recent = this.refused.filter(({ at }) => at >= since);
    const last = recent.at(-1);
    if (last === undefined) return null;
    const minutes = storeLimits.outageMemory / 60_000;
    const [what] = absenceSentences[last.why].split(". ");
    const count =
      recent.length === storeLimits.outagesRemembered ? `${recent.length} or more` : recent.length;
    return `Requests refused in the last ${minutes} minutes: ${count}. Of the last: ${what}.`;
  }
}
