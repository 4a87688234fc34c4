import { urlOf } from "@/lib/contracts/url-of";

/** What the wire accepts as an attachment: a web address or an inline `data:` URI. */
export function isAttachmentUrl(text: string): boolean {
  return /^data:[^,]*,/.test(text) || (urlOf(text) !== null && /^https?:/.test(text));
}
