import { z } from "zod";
import { ChangePerson } from "@/lib/contracts/people";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { changePerson } from "@/lib/services/people/change-person";

const params = z.object({ id: z.string() });

export const PATCH = route(
  { role: "admin", params, body: ChangePerson },
  async ({ app, principal, params, body }) => ({
    body: await changePerson(app, principal, params.id, body),
  }),
);

export const { GET, POST, PUT, DELETE } = notAllowed("PATCH");
