import type { RefObject } from "react";

/** Where a field stands in the page, whether it is read or edited. */
export function fieldId(key: string): string {
  return `field-${key}`;
}

/** Frames after which a field that is still not there will not come. */
const patience = 300;

/** Focuses the first control of an edit that is just opening. */
export function showFirstControl(page: RefObject<HTMLElement | null>, frames = patience) {
  const control = page.current?.querySelector<HTMLElement>("[data-edit] :is(input, textarea)");
  if (control) control.focus();
  else if (frames > 0) requestAnimationFrame(() => showFirstControl(page, frames - 1));
}

/** Scrolls to a field, focuses it and lets it glow once; a form that is just opening is waited for. */
export function showField(key: string, frames = patience) {
  const field = document.getElementById(fieldId(key));
  if (!field) {
    if (frames > 0) requestAnimationFrame(() => showField(key, frames - 1));
    return;
  }
  field.scrollIntoView({ block: "center", behavior: "smooth" });
  const control = field.querySelector<HTMLElement>("input, textarea, button[role=combobox]");
  (control ?? field).focus({ preventScroll: true });
  field.animate(
    [
      { backgroundColor: "color-mix(in oklch, var(--primary) 14%, transparent)" },
      { backgroundColor: "transparent" },
    ],
    { duration: 1400, easing: "ease-out" },
  );
}
