/** Definitions of links and footnotes: they stand nowhere in the text that is set. */
const definition = /\]:/;

/** What stands behind the language of a block of code, or is too long to be one. */
const fenceNotes = /^[ \t>*+\-\d.)]*(?:`{3,}|~{3,})[ \t]*(?![\w+#.-]{0,20}[ \t]*$)[^`\s]/m;

/** True for markdown that leaves words out when it is set, so that only its plain text shows all of it. */
export function hidesWhenSet(text: string): boolean {
  return definition.test(text) || fenceNotes.test(text) || hasLostTarget(text) || hasSpareCells(text);
}

/** Where a link or a picture leads is set only where it is an address of the web or of mail, or none of any scheme. */
function hasLostTarget(text: string): boolean {
  return [...text.matchAll(/\]\(([^)]*)/g)].some(
    ([, target = ""]) => !/^\s*(https?:\/\/|mailto:|[^:&\\]*$)/i.test(target),
  );
}

/** A row may have more cells than the line under its table's head; those are dropped. */
function hasSpareCells(text: string): boolean {
  let most: number | null = null;
  for (const line of text.split("\n")) {
    const row = line.replace(/^[ \t>]+/, "").trimEnd();
    if (row === "") most = null;
    else if (/^[-:| \t]*-[-:| \t]*$/.test(row)) most = cellsOf(row);
    else if (most !== null && cellsOf(row) > most) return true;
  }
  return false;
}

function cellsOf(row: string): number {
  return row.replaceAll("\\|", "").replace(/^\|/, "").replace(/\|$/, "").split("|").length;
}
