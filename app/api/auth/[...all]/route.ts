import { identity } from "@/lib/http/identity";

export const GET = identity;
export const POST = identity;
