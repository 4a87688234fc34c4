import { nothingHere } from "@/lib/http/answers/nothing-here";
import { asReplicate } from "@/lib/http/replicate/as-replicate";

const nothing = asReplicate(async (request: Request) => nothingHere(request));

export const GET = nothing;
export const POST = nothing;
export const PUT = nothing;
export const PATCH = nothing;
export const DELETE = nothing;
