import { identity } from "@/lib/http/route/identity";

export const GET = identity;
export const POST = identity;
export const PUT = identity;
export const PATCH = identity;
export const DELETE = identity;
