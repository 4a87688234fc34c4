import type { Me } from "@/lib/contracts/catalogue";
import { route } from "@/lib/http/route";

export const GET = route({}, ({ principal }) => ({ body: principal satisfies Me }));
