/** Definitions of links and footnotes: they stand nowhere in the text that is set. */
const definition = /\]:/;

/** What stands behind the language of a block of code, or is too long to be one. */
const fenceNotes = /^[ \t>*+-]*(?:`{3,}|~{3,})[ \t]*(?![\w+#.-]{0,20}[ \t]*$)[^`\s]/m;

/** True for markdown that leaves words out when it is set, so that only its plain text shows all of it. */
export function hidesWhenSet(text: string): boolean {
  return definition.test(text) || fenceNotes.test(text) || hasSpareCells(text);
}

/** A row may have more cells than its table's head has; those are dropped. */
function hasSpareCells(text: string): boolean {
  let most: number | null = null;
  for (const line of text.split("\n")) {
    const cells = line.split("|").length;
    if (cells === 1) most = null;
    else if (most === null) most = cells;
    else if (cells > most) return true;
  }
  return false;
}
