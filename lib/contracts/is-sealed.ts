import { isJsonObject } from "./is-json-object";
import type { Sealed } from "./sealed";

/** The key that no other JSON object of a payload may have. */
export const sealedKey = "$sealed";

const sealedName = /^hmac-sha256:[0-9a-f]{64}$/;

/** True for a sealed value, whether or not anybody made it. By itself, so that a page that asks need not load the schemas. */
export function isSealed(value: unknown): value is Sealed {
  if (!claimsSeal(value) || !isJsonObject(value)) return false;
  const { $sealed, shown, ...rest } = value;
  const isNamed = typeof $sealed === "string" && sealedName.test($sealed);
  return isNamed && typeof shown === "string" && Object.keys(rest).length === 0;
}

/** True for an object that wants to be one, well formed or not. */
export function claimsSeal(value: unknown): boolean {
  return isJsonObject(value) && Object.hasOwn(value, sealedKey);
}
