import { type Address, isFileRef, shownAddress } from "@/lib/contracts/is-file-ref";
import { isSealed } from "@/lib/contracts/is-sealed";
import type { Json } from "@/lib/contracts/json";

const webAddress = /^(https?:\/\/|data:)/i;

/** True for a text that leads to a file: an address of the web, or a whole file as a data: address. */
export function isAddress(value: unknown): value is string {
  return typeof value === "string" && webAddress.test(value);
}

/** The addresses of files that a value holds, however deep, in the order of the value, each once. */
export function addressesIn(value: Json | undefined): Address[] {
  const found = new Map<string, Address>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (isFileRef(one)) found.set(one.$file, one);
    else if (isSealed(one)) {
      if (isAddress(shownAddress(one))) found.set(one.$sealed, one);
    } else if (isAddress(one)) found.set(one, one);
    else if (typeof one === "object" && one !== null)
      for (const inner of Object.values(one).toReversed()) open.push(inner);
  }
  return [...found.values()];
}
