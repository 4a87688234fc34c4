import { isSealed } from "@/lib/contracts/is-sealed";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import type { Sealed } from "@/lib/contracts/sealed";

/** What was attached and is nowhere in the payload: it is not sent. */
export function unusedAttachments({
  attachments,
  suggested_payload,
}: Pick<Run, "attachments" | "suggested_payload">): (string | Sealed)[] {
  const payload = printJson(suggested_payload);
  const addresses = new Map(attachments.map(({ url }) => [isSealed(url) ? url.$sealed : url, url]));
  return [...addresses].flatMap(([name, url]) => (payload.includes(printJson(name)) ? [] : [url]));
}
