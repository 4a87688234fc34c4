import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { cameInTheOpen } from "@/lib/http/server/client-address";
import { listProviders } from "@/lib/orchestrator/reading/list-providers";
import { healthDetail } from "@/lib/services/health/health-detail";

export const GET = route(endpoints.getHealthDetail, async ({ app, request, receivedAt }) => {
  const detail = await healthDetail(
    {
      db: app.db,
      dataDir: app.env.dataDir,
      storage: { kind: app.env.s3 === null ? "disk" : "s3", trouble: app.storage.trouble },
      outages: app.outages,
      providers: listProviders(app.engine.context).data,
      secretsKeyId: app.engine.context.secrets.key.id,
      signs: app.engine.context.signer !== null,
      inTheOpen: cameInTheOpen(request, app.env.trustedProxies),
    },
    receivedAt,
  );
  return { body: detail };
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
