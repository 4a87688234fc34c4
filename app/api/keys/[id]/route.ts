import { z } from "zod";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { revokeKey } from "@/lib/services/people/revoke-key";

const params = z.object({ id: z.string() });

export const DELETE = route({ role: "admin", params }, async ({ app, principal, params }) => {
  await revokeKey(app, principal, params.id);
  return { body: undefined };
});

export const { GET, POST, PUT, PATCH } = notAllowed("DELETE");
