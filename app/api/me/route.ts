import type { Me } from "@/lib/contracts/catalogue";
import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.getMe, ({ principal }) => {
  const { kind, id, name, email, role, second_factor, signed_in_by } = principal;
  return { body: { kind, id, name, email, role, second_factor, signed_in_by } satisfies Me };
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
