import { withApiHeaders } from "@/lib/http/answers/answer";
import { problemResponse } from "@/lib/http/answers/problem";
import { asReplicate } from "@/lib/http/replicate/as-replicate";
import { identified } from "@/lib/http/request-id";

const detail =
  "No uploads are taken here: give files of an input as addresses, or as data URIs up to 1 MiB in all.";

/**
 * Clients upload by themselves. To Replicate's JavaScript client a server error means that it shall send the file as a
 * data URI instead, and a refusal that it shall give up.
 */
const none = asReplicate(
  identified(async (_: Request) => withApiHeaders(problemResponse("unavailable", detail))),
);

export const GET = none;
export const POST = none;
export const PUT = none;
export const PATCH = none;
export const DELETE = none;
