import type { AdminText } from "@/components/text/admin-text";

/** What was changed, in words: a pointer of the payload stays one, what is not of the payload is named. */
export function changedName(pointer: string, text: AdminText["insights"]["changes"]): string {
  if (pointer === "response") return text.response;
  if (!pointer.startsWith("request:")) return fieldName(pointer);
  const field = pointer.slice("request:/".length).split("/")[0];
  if (field === "prompt") return text.request(text.prompt);
  if (field === "attachments") return text.request(text.attachments);
  return text.request(fieldName(pointer.slice("request:".length)));
}

/** `/images/*` reads `images › *`, `/a~1b` reads `a/b` (RFC 6901). */
function fieldName(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(" › ");
}
