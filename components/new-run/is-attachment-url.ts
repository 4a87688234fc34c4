/** What the wire accepts as an attachment: a web address or an inline `data:` URI. */
export function isAttachmentUrl(text: string): boolean {
  return /^data:[^,]*,/.test(text) || (URL.canParse(text) && /^https?:/.test(text));
}
