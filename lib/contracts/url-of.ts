/**
 * An address in its parts, or null for a text that is none.
 *
 * `URL.canParse` is asked nowhere: on Node.js 20 and 22 it denies, after some thousand calls, every address with letters
 * like "ü" in it.
 *
 * @param base what an address that begins in the middle is read from
 */
export function urlOf(text: string, base?: string | URL): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
