import type { Text } from "@/components/text/en";
import type { Me } from "@/lib/contracts/catalogue";
import type { Run } from "@/lib/contracts/run";

interface Held {
  held: NonNullable<Run["held_decision"]>;
  until: string;
}

/** `Approved by you; goes out in 4 s`. */
export function heldSentence(
  { held, until }: Held,
  { now, me, text }: { now: number; me: Me; text: Text },
): string {
  const who = text.undo.by[held.action](held.by.id === me.id ? text.undo.you : held.by.name);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  const when = held.action === "reject" ? text.undo.takesEffect(seconds) : text.undo.goesOut(seconds);
  return `${who}; ${when}`;
}
