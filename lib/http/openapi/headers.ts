import type { GivenHeader, TakenHeader } from "@/lib/contracts/endpoints/endpoint";

const text = { type: "string" } as const;

/** What a request may say in a header, as parameters of the document. */
export const taken = {
  "Idempotency-Key": {
    description: "The same key and request again get the first answer; kept for 24 hours for each principal.",
    schema: { ...text, minLength: 1, maxLength: 255 },
    example: "order-4711",
  },
  "If-Match": {
    description: "The version of the run that was looked at, in quotes: another one is refused (412).",
    schema: text,
    example: '"4"',
  },
  "If-None-Match": { description: "What is known already: 304 when it is still so.", schema: text },
  "If-Range": { description: "`Range` counts only for the file with this tag.", schema: text },
  "Last-Event-ID": { description: "Where a stream goes on.", schema: text },
  Prefer: {
    description: "`wait=N`: for how many seconds, 0 to 30, the answer may wait for the run to come to rest.",
    schema: text,
    example: "wait=10",
  },
  Range: { description: "One part of the file, in bytes.", schema: text, example: "bytes=0-1023" },
} as const satisfies Record<TakenHeader, object>;

/** What an answer tells in a header. */
export const given = {
  "Accept-Ranges": { description: "Parts can be had.", schema: text },
  "Content-Disposition": { description: "The name to keep the file under.", schema: text },
  "Content-Range": { description: "Which part of the file this is, or how long the file is.", schema: text },
  Deprecation: { description: "Since when the endpoint is deprecated (RFC 9745).", schema: text },
  ETag: { description: "The version of what is answered.", schema: text },
  "Idempotent-Replayed": { description: "`true` for the answer to an earlier request.", schema: text },
  Link: { description: "What follows this endpoint.", schema: text },
  Location: { description: "The run's address.", schema: text },
  "Preference-Applied": { description: "The preference that counted (RFC 7240).", schema: text },
  RateLimit: { description: "What is left, and for how long.", schema: text },
  "RateLimit-Policy": { description: "How many in how long.", schema: text },
  "Retry-After": { description: "In how many seconds to ask again.", schema: { type: "integer" } },
  Sunset: { description: "Until when the endpoint stays (RFC 8594).", schema: text },
  "WWW-Authenticate": { description: "`Bearer`.", schema: text },
  Warning: { description: "Which keys were not known and are kept under `metadata.extra`.", schema: text },
  "X-Request-Id": { description: "The request's name in the log.", schema: text },
} as const satisfies Record<GivenHeader, object>;
