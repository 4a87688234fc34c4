import type { z } from "zod";
import { foreignCursor } from "@/lib/core/errors";

/** An opaque place in a list: base64url of JSON, checked when it comes back. */
export function writeCursor(place: (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** @throws CodedError `validation_error` for a cursor that this list did not give out */
export function readCursor<Place>(schema: z.ZodType<Place>, cursor: string): Place {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    value = undefined;
  }
  const place = schema.safeParse(value);
  if (place.success) return place.data;
  throw foreignCursor();
}
