import { urlOf } from "@/lib/contracts/url-of";
import { CodedError } from "@/lib/core/errors";

/**
 * Refuses a change that another site's page asks for with the visitor's own cookie.
 * Browsers say where a request comes from in `Sec-Fetch-Site`, or at least `Origin`;
 * a client that sends neither is no browser and carries no stolen cookie.
 */
export function requireSameOrigin(request: Request, publicUrl: string | null): void {
  const headers = request.headers;
  const origin = headers.get("origin");
  if (origin !== null && publicUrl !== null && origin === new URL(publicUrl).origin) return;
  const site = headers.get("sec-fetch-site");
  if (site !== null) {
    if (site === "same-origin" || site === "none") return;
    throw refusal(`a ${site} page`);
  }
  if (origin === null) return;
  const host = headers.get("host") ?? new URL(request.url).host;
  if (urlOf(origin)?.host !== host) throw refusal(origin);
}

function refusal(where: string): CodedError {
  return new CodedError(
    "forbidden",
    `This request came from ${where}. With a session cookie only Countersign's own pages may change anything; use an API key elsewhere.`,
  );
}
