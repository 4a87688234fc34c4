import { type Address, keyOfAddress } from "@/lib/contracts/is-file-ref";
import { printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";

/** What was attached and is nowhere in the payload: it is not sent. */
export function unusedAttachments({
  attachments,
  suggested_payload,
}: Pick<Run, "attachments" | "suggested_payload">): Address[] {
  const payload = printJson(suggested_payload);
  const addresses = new Map(attachments.map(({ url }) => [keyOfAddress(url), url]));
  return [...addresses].flatMap(([name, url]) => (payload.includes(printJson(name)) ? [] : [url]));
}
