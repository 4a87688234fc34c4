/** What stands in the address of a page after the question mark; anybody may have written it. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The same as the pages of the browser read it: of a name that is there twice, the first counts. */
export async function searchOf(search: Search): Promise<URLSearchParams> {
  const pairs = Object.entries(await search).flatMap(([name, value]) => {
    const [first] = [value].flat();
    return first === undefined ? [] : [[name, first]];
  });
  return new URLSearchParams(pairs);
}
