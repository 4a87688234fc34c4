import { CodedError } from "@/lib/core/errors";
import { getApp } from "../app";
import { identified } from "../request-id";
import { withApiHeaders } from "./answer";
import { refuse } from "./refuse";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof methods)[number];
type Handler = (request: Request) => Promise<Response>;

/**
 * Handlers for the methods a route does not take, answering 405 with a problem; the framework's
 * own answer has no body. Use: `export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");`
 */
export function notAllowed(...allowed: Method[]): Record<Method, Handler> {
  const allow = allowed.includes("GET") ? [...allowed, "HEAD"] : allowed;
  const handler: Handler = identified(async (request) => {
    const detail = `This address takes ${allowed.join(" and ")}, not ${request.method}.`;
    const app = await getApp();
    const response = refuse(new CodedError("method_not_allowed", detail), request, app, null);
    response.headers.set("allow", allow.join(", "));
    return withApiHeaders(response);
  });
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler };
}
