import { randomUUID } from "node:crypto";
import { problemStatus } from "@/lib/contracts/problem";
import { CodedError } from "@/lib/core/errors";
import { absenceOf, absenceSentences } from "@/lib/store/absence";
import { Unreadable } from "@/lib/store/runs/formats";
import type { App } from "../app";
import { unavailableRetrySeconds } from "../limits";
import { problemOf, problemResponse } from "./problem";

/** Turns whatever was thrown into a problem, and writes the one log line of this refusal. */
export function refuse(
  error: unknown,
  request: Request,
  { log, outages }: Pick<App, "log" | "outages">,
  principalId: string | null,
): Response {
  const where = { method: request.method, path: new URL(request.url).pathname, principal: principalId };
  if (error instanceof CodedError) {
    log.info(
      { event: "request_refused", ...where, status: problemStatus[error.code], code: error.code },
      `Refused: ${error.message}`,
    );
    return problemOf(error);
  }
  if (error instanceof Unreadable) {
    log.error({ event: "unreadable", ...where, status: 503, err: error }, error.message);
    return problemResponse("unavailable", error.message, { retryAfterSeconds: unavailableRetrySeconds });
  }
  const absence = absenceOf(error);
  if (absence !== null) {
    outages.note(absence, new Date());
    const why = error instanceof Error ? error.message.trim().split("\n").at(-1) : undefined;
    log.warn(
      { event: "database_unavailable", ...where, status: 503, code: "unavailable", absence, why },
      "The database could not serve a request",
    );
    const extras = { retryAfterSeconds: unavailableRetrySeconds };
    return problemResponse("unavailable", absenceSentences[absence], extras);
  }
  // What went wrong inside is for the log alone; the id ties the answer to its line.
  const id = randomUUID();
  log.error(
    { event: "request_failed", ...where, status: 500, code: "internal_error", id, err: error },
    "A request failed unexpectedly",
  );
  return problemResponse(
    "internal_error",
    "This was not your fault. The log has the details under the id given here.",
    {
      instance: `urn:uuid:${id}`,
    },
  );
}
