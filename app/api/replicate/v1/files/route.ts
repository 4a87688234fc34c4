import { withApiHeaders } from "@/lib/http/answers/answer";
import { problemResponse } from "@/lib/http/answers/problem";
import { asReplicate } from "@/lib/http/replicate/as-replicate";
import { identified } from "@/lib/http/request-id";

const detail =
  'No files are taken here. Give files of an input as addresses, or as data URIs (in JavaScript `fileEncodingStrategy: "data-uri"`).';

/** Clients upload by themselves; what to do instead is said where they look. */
const none = asReplicate(
  identified(async (_: Request) => withApiHeaders(problemResponse("not_found", detail))),
);

export const GET = none;
export const POST = none;
export const PUT = none;
export const PATCH = none;
export const DELETE = none;
