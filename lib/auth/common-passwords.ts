/** Fewer different characters than these make no password, however long. */
const leastDifferent = 4;

/** True for a password that whoever guesses tries first. */
export async function isCommonPassword(password: string): Promise<boolean> {
  if (new Set(password).size < leastDifferent) return true;
  // Unfolding the list takes some 70 ms; it is not loaded before somebody sets a password.
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return dictionary["passwords-common"].includes(password.toLowerCase());
}
