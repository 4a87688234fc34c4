/** Where a field stands in the page, whether it is read or edited. */
export function fieldId(key: string): string {
  return `field-${key}`;
}

/** Scrolls to a field, focuses it and lets it glow once. */
export function showField(key: string) {
  const field = document.getElementById(fieldId(key));
  if (!field) return;
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
