import type { ProblemCode, ToldInWords } from "@/lib/contracts/problem";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";

const codes: Record<number, Exclude<ProblemCode, ToldInWords>> = {
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  413: "payload_too_large",
};

/** What the identity library refuses, by its own codes. */
const refusals: Readonly<Record<string, Said>> = {
  INVALID_PASSWORD: said("password_wrong"),
  PASSWORD_TOO_SHORT: said("password_short"),
  PASSWORD_TOO_LONG: said("password_long"),
  INVALID_CODE: said("code_wrong"),
  INVALID_BACKUP_CODE: said("code_wrong"),
};

/** What the identity library refused, as an error like any other. */
export async function refusalOf(response: Response, isSignedIn: boolean): Promise<Error> {
  const { status } = response;
  if (status === 429) return tooMany(Number(response.headers.get("x-retry-after") ?? 60));
  const body: unknown = await response.json().catch(() => null);
  const told = typeof body === "object" && body !== null ? body : {};
  const why = "message" in told ? String(told.message) : "";
  if (status >= 500) return new Error(`The identity library answered ${status}: ${why}`);
  const known = "code" in told ? refusals[String(told.code)] : undefined;
  const code = codes[status];
  // Whoever is signed in stays so, whatever they mistyped.
  if (code && !(isSignedIn && known)) return new CodedError(code, why || "The request was refused.");
  return refusal("validation_error", known ?? said("identity_refused", { why }));
}

/** Somebody tried too often, and may try again after so many seconds. */
export function tooMany(seconds: number): CodedError {
  const sentence = `Too many attempts. Try again in ${seconds} seconds.`;
  return new CodedError("rate_limit_exceeded", sentence, { retryAfterSeconds: seconds });
}
