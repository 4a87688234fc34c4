/** `text/claude-haiku-4-5` as the API takes it; null for a name that is not made like that. */
export function modelNamed(name: string): string | null {
  return /^text\/([\w][\w.:@-]{0,199})$/.exec(name)?.[1] ?? null;
}

/** A version is the model's own name with a day. */
export function isDayOf(version: string, model: string): boolean {
  return version.startsWith(`${model}-`) && /^\d{8}$/.test(version.slice(model.length + 1));
}
