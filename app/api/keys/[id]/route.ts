import { z } from "zod";
import { ChangeKey } from "@/lib/contracts/people";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { changeKey } from "@/lib/services/people/change-key";
import { revokeKey } from "@/lib/services/people/revoke-key";

const params = z.object({ id: z.string() });

export const PATCH = route(
  { role: "admin", params, body: ChangeKey },
  async ({ app, principal, params, body }) => ({ body: await changeKey(app, principal, params.id, body) }),
);

export const DELETE = route({ role: "admin", params }, async ({ app, principal, params }) => {
  await revokeKey(app, principal, params.id);
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
