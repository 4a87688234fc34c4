import type { FileRef } from "./file-ref";
import { isJsonObject } from "./is-json-object";
import { isSealed } from "./is-sealed";
import type { Sealed } from "./sealed";

/** The key that no other JSON object of a payload may have. */
export const fileKey = "$file";

/** True for an object that wants to name a file of ours, well formed or not. */
export function claimsFile(value: unknown): boolean {
  return isJsonObject(value) && Object.hasOwn(value, fileKey);
}

/** True for the name of a file of ours. By itself, so that a page that asks need not load the schemas. */
export function isFileRef(value: unknown): value is FileRef {
  if (!claimsFile(value) || !isJsonObject(value)) return false;
  const { $file, sha256, name, url, ...rest } = value;
  const isNamed = typeof $file === "string" && /^file_\w{1,60}$/.test($file);
  const isWhole = typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256);
  return isNamed && isWhole && typeof name === "string" && typeof url === "string" && noKeys(rest);
}

function noKeys(rest: object): boolean {
  return Object.keys(rest).length === 0;
}

/** What stands in a payload for something else, and is exchanged as a whole: a secret, or a file of ours. */
export type StandsFor = Sealed | FileRef;

/** An address of a request or a payload, as people may read it. */
export type Address = string | StandsFor;

/** True for what stands for a secret or for a file of ours. */
export function standsForSomething(value: unknown): value is StandsFor {
  return isSealed(value) || isFileRef(value);
}

/** An address as a text: of a secret what may be shown, of a file of ours where it is served. */
export function shownAddress(address: Address): string {
  if (typeof address === "string") return address;
  return isSealed(address) ? address.shown : address.url;
}

/** What names a value that stands for something: two that are equal by it are the same. */
export function nameOfStanding(value: StandsFor): string {
  return isSealed(value) ? `${value.$sealed} ${value.shown}` : `${value.$file} ${value.sha256}`;
}

/** What tells an address from all others of a run: of a secret its seal, of a file of ours its id. */
export function keyOfAddress(address: Address): string {
  if (typeof address === "string") return address;
  return isSealed(address) ? address.$sealed : address.$file;
}
