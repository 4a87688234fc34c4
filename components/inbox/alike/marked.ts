import { piecesOf } from "./pieces";
import type { Template } from "./template";

/** A stretch of a text, and whether it is what others have otherwise. */
export interface Stretch {
  from: number;
  to: number;
  differs: boolean;
}

/** Where a text departs from the template it belongs to; nothing is marked where that is most of it. */
export function marked(text: string, template: Template): Stretch[] {
  const pieces = piecesOf(text);
  const fixed = template.filter((part) => part !== null);
  const stretches: Stretch[] = [];
  let [at, shared] = [0, 0];
  for (const piece of pieces) {
    const differs = piece !== fixed[shared];
    if (!differs) shared += 1;
    const last = stretches.at(-1);
    if (last?.differs === differs) last.to = at + piece.length;
    else stretches.push({ from: at, to: at + piece.length, differs });
    at += piece.length;
  }
  return shared * 2 < pieces.length ? [{ from: 0, to: text.length, differs: false }] : stretches;
}
