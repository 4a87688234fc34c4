/** No text that the server looks for is longer, and none has this character. */
const mostLetters = 500;
const unknownCharacter = "\0";

/** What an address is read from; anybody may have written it. */
export type Search = Pick<URLSearchParams, "get">;

/** Free text of an address; null where there is none, or none that the server could look for. */
export function textIn(search: Search, name: string): string | null {
  const text = search.get(name);
  return text === null || text.includes(unknownCharacter) ? null : text.slice(0, mostLetters);
}

/** A day of an address, `YYYY-MM-DD`; null for anything else, and for days whose next one has no four digits of a year. */
export function dayIn(search: Search, name: string): string | null {
  const text = search.get(name) ?? "";
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text < "9999";
  return isDay ? text : null;
}

/** This page's search with some of its names set; null and no text take a name out. */
export function searchWith(values: Record<string, string | null | undefined>): URLSearchParams {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** This page's address with that search. */
export function addressWith(values: Record<string, string | null | undefined>): string {
  const next = searchWith(values);
  return next.size === 0 ? window.location.pathname : `?${next}`;
}
