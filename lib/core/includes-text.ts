/** Shorter texts are left to the engine, which is quickest, and takes no time worth counting even at its worst. */
const short = 64;

/**
 * Whether a text holds another one, in time linear in both (Knuth, Morris and Pratt): `includes` takes the product of
 * their lengths when somebody writes them for it.
 */
export function includesText(text: string, wanted: string): boolean {
  if (wanted.length <= short) return text.includes(wanted);
  if (wanted.length > text.length) return false;
  const borders = bordersOf(wanted);
  let matched = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    while (matched > 0 && wanted.charCodeAt(matched) !== code) matched = borders[matched - 1] ?? 0;
    if (wanted.charCodeAt(matched) === code) matched++;
    if (matched === wanted.length) return true;
  }
  return false;
}

/** For each beginning of a text, how much of it is its end as well. */
function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length);
  let border = 0;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    while (border > 0 && text.charCodeAt(border) !== code) border = borders[border - 1] ?? 0;
    if (text.charCodeAt(border) === code) border++;
    borders[at] = border;
  }
  return borders;
}
