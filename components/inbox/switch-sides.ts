/** Moves the focus from the list to the run that is open beside it, or back to that run's row. */
export function switchSides(sides: HTMLElement | null) {
  const run = sides?.querySelector<HTMLElement>("article");
  const row = sides?.querySelector<HTMLElement>("[aria-current=true]");
  if (run?.contains(document.activeElement)) row?.focus();
  else run?.focus({ preventScroll: true });
}
