import type { Json } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import { pointer } from "@/lib/core/json-pointer";
import { jsonFault } from "./json-fault";
import { maxJsonDepth } from "./limits";

/**
 * The JSON value of a body's text; an empty body is `{}`, for the schema to judge.
 * Throws a `validation_error` for another content type, broken JSON, and JSON that
 * cannot be stored or hashed unchanged.
 */
export function parseJsonBody(text: string, contentType: string | null): Json {
  if (text.trim() === "") return {};
  const mediaType = (contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!/^application\/(json|[\w.+-]+\+json)$/.test(mediaType)) {
    const came = mediaType === "" ? "no Content-Type" : `Content-Type ${mediaType}`;
    throw new CodedError(
      "validation_error",
      `The body must be JSON, sent as application/json; this came with ${came}.`,
    );
  }
  const value = parse(text);
  refuseUnstorable(value, []);
  return value;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new CodedError("validation_error", jsonFault(text));
  }
}

function refuseUnstorable(value: Json, path: (string | number)[]): void {
  if (typeof value === "string" && /\0|\p{Surrogate}/u.test(value)) {
    throw refusal(path, "must not contain the character U+0000 or half a surrogate pair");
  }
  if (typeof value === "number" && !Number.isFinite(value)) throw refusal(path, "is too large a number");
  if (typeof value !== "object" || value === null) return;
  if (path.length >= maxJsonDepth) throw refusal(path, `is nested deeper than ${maxJsonDepth} levels`);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseUnstorable(item, [...path, index]);
    });
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === "__proto__") throw refusal([...path, key], "is not a name a key may have");
    refuseUnstorable(key, [...path, key]);
    refuseUnstorable(item, [...path, key]);
  }
}

function refusal(path: (string | number)[], message: string): CodedError {
  const at = pointer(path);
  return new CodedError("validation_error", `${at === "" ? "The body" : at} ${message}.`, {
    errors: [{ pointer: at, message }],
  });
}
