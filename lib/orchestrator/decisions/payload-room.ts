import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import { nodesUpTo } from "@/lib/core/same-json";
import { payloadLimits } from "../limits";

/**
 * Refuses edits that make a payload too large: each fits into a body, but together they would grow without end. What
 * was too large before may become smaller.
 * @throws CodedError `payload_too_large`
 */
export function demandRoom(before: Json, after: Json): void {
  const { mostBytes, mostValues } = payloadLimits;
  const bytes = bytesOf(after);
  if (bytes > mostBytes && bytes > bytesOf(before)) {
    const sentence = `With these edits the payload would have ${bytes} bytes; it may have at most ${mostBytes} (1 MiB).`;
    throw new CodedError("payload_too_large", sentence);
  }
  const values = valuesOf(after);
  if (values > mostValues && values > valuesOf(before)) {
    const sentence = `With these edits the payload would have more than ${mostValues} values, which is the most it may have.`;
    throw new CodedError("payload_too_large", sentence);
  }
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(printJson(value));
}

function valuesOf(value: Json): number {
  return nodesUpTo(value, Number.POSITIVE_INFINITY);
}
