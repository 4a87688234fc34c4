import { identified } from "../request-id";
import { withApiHeaders } from "./answer";
import { problemResponse } from "./problem";

/** Answers for every address of the API that nothing else takes. */
export const nothingHere = identified((request: Request): Response => {
  const { pathname } = new URL(request.url);
  return withApiHeaders(
    problemResponse("not_found", `There is nothing at ${pathname}; see /api/openapi.json for what there is.`),
  );
});
