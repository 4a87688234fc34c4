/**
 * True for what stands where a secret was taken out: `[REDACTED]`, or a row of asterisks or dots. Sent on, it would be
 * taken for the secret.
 */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  return /^[[<({]?\s*redacted\s*[\]>)}]?$/i.test(bare) || /^[*•●∙·…]+$/u.test(bare);
}
