const openRow = "[aria-current=true]";

/** Moves the focus from the list to the run that is open beside it, or back to that run's row. */
export function switchSides(sides: HTMLElement | null) {
  const run = sides?.querySelector<HTMLElement>("article");
  if (run?.contains(document.activeElement)) sides?.querySelector<HTMLElement>(openRow)?.focus();
  else run?.focus({ preventScroll: true });
}

/** Moves the focus to the row of the run that is open, or to the first where none is. */
export function focusRow(sides: HTMLElement | null) {
  const row =
    sides?.querySelector<HTMLElement>(openRow) ?? sides?.querySelector<HTMLElement>("li :is(a, button)");
  row?.focus();
}
