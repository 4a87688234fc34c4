import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { removeOwnFile } from "@/lib/orchestrator/files/open-file";
import { ingressFile, ownIngressFile } from "@/lib/orchestrator/predictions/ingress-files";

export const GET = asReplicate(
  route(ingress.getIngressFile, async ({ app, principal, params: { id }, headers }) => ({
    body: ingressFile(await ownIngressFile(app.engine.context, principal, id), siteOf(app, headers)),
  })),
);

export const DELETE = asReplicate(
  route(ingress.deleteIngressFile, async ({ app, principal, params: { id } }) => {
    await removeOwnFile(app.engine.context, principal, id);
    return { body: undefined };
  }),
);

export const { POST, PUT, PATCH } = othersRefused("GET", "DELETE");
