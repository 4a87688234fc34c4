type Press = Pick<KeyboardEvent, "isComposing" | "keyCode">;

/**
 * Whether a key goes to an input method that builds a word of several keys: it chooses or ends that word, and means
 * nothing else. Safari tells of the Enter that ends one after the end, and gives its code alone away (UI Events, 229).
 */
export function isComposing({ isComposing: composes, keyCode }: Press): boolean {
  return composes || keyCode === 229;
}
