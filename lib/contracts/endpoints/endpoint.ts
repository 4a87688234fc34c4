import type { z } from "zod";
import type { ProblemCode } from "../problem";
import { page } from "../run";
import type { Role } from "../words";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a request may say in a header, beside who asks and what its body is. */
export type TakenHeader =
  | "Idempotency-Key"
  | "If-Match"
  | "If-None-Match"
  | "If-Range"
  | "Last-Event-ID"
  | "Prefer"
  | "Range";

/** What an answer tells in a header. */
export type GivenHeader =
  | "Accept-Ranges"
  | "Content-Disposition"
  | "Content-Range"
  | "Deprecation"
  | "ETag"
  | "Idempotent-Replayed"
  | "Link"
  | "Location"
  | "Preference-Applied"
  | "RateLimit"
  | "RateLimit-Policy"
  | "Retry-After"
  | "Sunset"
  | "WWW-Authenticate"
  | "Warning"
  | "X-Request-Id";

/** A good answer of one status. */
export interface GoodAnswer {
  /** What it carries by content type: a schema where that is JSON. Nothing is no content. */
  content: Readonly<Record<string, z.ZodType | null>>;
  gives: readonly GivenHeader[];
}

/** One row of the table of endpoints: all that a client may rely on at one address with one method. */
export interface Endpoint {
  method: Method;
  path: `/api/${string}`;
  summary: string;
  /** The least role that may call it; left out, any principal may. */
  role?: Role;
  /** Answers without a principal; nobody is looked up. */
  public?: true;
  /** Gives somebody a way in, or takes a hurdle away: a person proves first who they are, unless they just did. */
  fresh?: true;
  params?: z.ZodType;
  /** Left out, no query is accepted. */
  query?: z.ZodObject;
  /**
   * A schema for JSON, "text" for the body as it came, or "stream" for a file that is read while it comes. Left out, the
   * body must be empty or `{}`.
   */
  body?: z.ZodType | "text" | "stream";
  /** False where an answer must not be kept under an `Idempotency-Key`: it stores nothing, or holds a secret. */
  idempotent?: false;
  /** Beside what every endpoint of its kind takes (`wireOf`). */
  takes?: readonly TakenHeader[];
  answers: Readonly<Record<number, GoodAnswer>>;
  /** Beside those that every endpoint of its kind may answer (`wireOf`). */
  problems?: readonly ProblemCode[];
  /** Its answers say until when it stays. */
  deprecated?: true;
  /** A request that would be taken. */
  example: { params?: object; query?: object; body?: unknown };
}

/** An answer in JSON. */
export function json<Schema extends z.ZodType>(schema: Schema, ...gives: GivenHeader[]) {
  return { content: { "application/json": schema }, gives };
}

/** A page of rows in JSON. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return json(page(row));
}

/** An answer without content. */
export const nothing = { content: {}, gives: [] } as const satisfies GoodAnswer;

const file = {
  content: { "*/*": null },
  gives: ["ETag", "Content-Disposition", "Accept-Ranges"],
} as const satisfies GoodAnswer;

/** What an endpoint has that answers with a file, whole or in part (RFC 9110, 13 and 14). */
export const filePart = {
  takes: ["Range", "If-Range", "If-None-Match"],
  answers: {
    200: file,
    206: { ...file, gives: [...file.gives, "Content-Range"] },
    304: { content: {}, gives: file.gives },
  },
} as const satisfies Pick<Endpoint, "takes" | "answers">;
