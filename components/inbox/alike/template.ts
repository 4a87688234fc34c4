import { piecesOf } from "./pieces";

/** A stretch of a text, and whether it is what others have otherwise. */
interface Stretch {
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

/** What several texts have in common, word by word in their order; null stands where they differ. */
export type Template = readonly (string | null)[];

/** Of two longer middles nobody looks for what they share: it would take the square of their length. */
const longestMiddle = 32;

/** A template narrowed to what it shares with one more text; the same one when nothing differs. */
export function narrowed(template: Template, pieces: readonly string[]): Template {
  const shorter = Math.min(template.length, pieces.length);
  let before = 0;
  while (before < shorter && template[before] === pieces[before]) before += 1;
  if (before === template.length && before === pieces.length) return template;
  let after = 0;
  while (after < shorter - before && template.at(-1 - after) === pieces.at(-1 - after)) after += 1;
  const middle = template.slice(before, template.length - after);
  // They differ where others did already.
  if (middle.length === 1 && middle[0] === null) return template;
  const other = pieces.slice(before, pieces.length - after);
  const short = middle.length <= longestMiddle && other.length <= longestMiddle;
  return [
    ...template.slice(0, before),
    ...(short ? shared(middle, other) : [null]),
    ...template.slice(template.length - after),
  ];
}

/** How many words all texts of a template have in common. */
export function fixedIn(template: Template): number {
  return template.reduce((count, part) => (part === null ? count : count + 1), 0);
}

/** The longest common subsequence, with one null wherever something stands between its words. */
function shared(left: Template, right: readonly string[]): Template {
  const width = right.length + 1;
  const lengths = new Uint8Array((left.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const parts: (string | null)[] = [];
  const gap = () => parts.at(-1) !== null && parts.push(null);
  let [row, column] = [0, 0];
  if (at(0, 0) === 0) return [null];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      parts.push(left[row] ?? null);
      row += 1;
      column += 1;
    } else {
      gap();
      if (at(row + 1, column) >= at(row, column + 1)) row += 1;
      else column += 1;
    }
  }
  if (row < left.length || column < right.length) gap();
  return parts;
}
