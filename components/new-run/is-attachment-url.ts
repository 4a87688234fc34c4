import { urlOf } from "@/lib/contracts/url-of";

/** What the wire accepts as an attachment: a web address, an inline `data:` URI, or a file or an output of ours. */
export function isAttachmentUrl(text: string): boolean {
  if (/^\/api\/hitl\/(files|runs)\/[\w/]+$/.test(text)) return true;
  return /^data:[^,]*,/.test(text) || (urlOf(text) !== null && /^https?:/.test(text));
}
