import { parseJson, printJson } from "@/lib/contracts/json-text";
import { Problem, type ProblemCode } from "@/lib/contracts/problem";
import { notAllowed } from "../answers/not-allowed";
import type { RouteOptions } from "../route/route";

/** Replicate's own titles and statuses where they differ from ours. */
const otherwise: Partial<Record<ProblemCode, { title: string; status?: number }>> = {
  unauthenticated: { title: "Unauthenticated" },
  validation_error: { title: "Input validation failed", status: 422 },
  run_not_found: { title: "Not found" },
  not_found: { title: "Not found" },
  rate_limit_exceeded: { title: "Request was throttled" },
};

/** A refusal in the shape in which Replicate's clients read one: `title`, `detail` and `status`. */
async function refusalOf(response: Response): Promise<Response> {
  const { code, title, detail, status, errors } = Problem.parse(parseJson(await response.text()));
  const own = { title, status, ...otherwise[code] };
  const invalid_fields = errors?.map(({ pointer, message }) => ({
    type: "invalid",
    field: pointer.slice(1).replaceAll("/", "."),
    description: message,
  }));
  return new Response(printJson({ ...own, detail, ...(invalid_fields && { invalid_fields }) }), {
    status: own.status,
    headers: response.headers,
  });
}

/** The same handler for a client of Replicate's: what it refuses, it refuses in Replicate's shape. */
export function asReplicate<Given extends unknown[]>(
  answers: ((...given: Given) => Promise<Response>) & { endpoint?: RouteOptions },
) {
  const handler = async (...given: Given): Promise<Response> => {
    const response = await answers(...given);
    const type = response.headers.get("content-type");
    return type === "application/problem+json" ? refusalOf(response) : response;
  };
  return Object.assign(handler, { ingress: answers.endpoint });
}

/** What answers the methods that an address does not take. */
export function othersRefused(...allowed: Parameters<typeof notAllowed>) {
  const { GET, POST, PUT, PATCH, DELETE } = notAllowed(...allowed);
  return {
    GET: asReplicate(GET),
    POST: asReplicate(POST),
    PUT: asReplicate(PUT),
    PATCH: asReplicate(PATCH),
    DELETE: asReplicate(DELETE),
  };
}
