import { z } from "zod";
import { WholeNumber } from "@/lib/contracts/whole-number";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { getRevision } from "@/lib/orchestrator/revisions";

const Params = z.strictObject({ id: z.string().max(100), number: WholeNumber });
const Query = z.strictObject({ diff_from: WholeNumber.optional() });

export const GET = route(
  { role: "requester", params: Params, query: Query },
  async ({ app, principal, params, query }) => ({
    body: await getRevision(app.engine.context, principal, {
      runId: params.id,
      number: params.number,
      diffFrom: query.diff_from ?? null,
    }),
  }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
