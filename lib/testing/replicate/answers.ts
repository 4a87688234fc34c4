import type { JsonObject } from "@/lib/contracts/json";

/** What a route answers, before any script bends it. */
export interface Plain {
  status: number;
  body: JsonObject | Buffer;
  headers?: Record<string, string>;
  /** What happens once the answer is on its way. */
  after?: () => void;
}

export function ok(body: JsonObject, status = 200): Plain {
  return { status, body };
}

/** A refusal in Replicate's own form. */
export function refuse(status: number, title: string, detail: string, more: JsonObject = {}): Plain {
  return { status, body: { title, detail, status, ...more } };
}

export const notFound = refuse(404, "Not found", "The requested resource could not be found.");
export const unauthenticated = refuse(
  401,
  "Unauthenticated",
  "You did not pass a valid authentication token",
);
