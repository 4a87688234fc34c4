type KeyPress = Pick<KeyboardEvent, "key" | "code" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey"> & {
  getModifierState?: (key: string) => boolean;
};

/** `a`, `shift+a`, `?`, `enter`, `mod+enter`: what a press is called, the same on every keyboard. */
export function nameOf(event: KeyPress): string {
  const key = latin(event);
  // AltGr is how some keyboards type, and on Windows says that Ctrl is held.
  if (event.getModifierState?.("AltGraph")) return key;
  if (event.metaKey || event.ctrlKey) return `mod+${key}`;
  if (event.altKey) return `alt+${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

/**
 * The letter a key has on a Latin keyboard, for those that write in another script. Keyboards that write in Latin say
 * themselves where a letter is: Dvorak has its own place for each.
 */
function latin({ key, code }: KeyPress): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  const foreign = /^\p{L}\p{M}*$/u.test(key) && !/^\p{Script=Latin}/u.test(key);
  return foreign && letter !== undefined ? letter.toLowerCase() : key.toLowerCase();
}
