import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { listProviders } from "@/lib/orchestrator/list-providers";
import { healthDetail } from "@/lib/services/health/health-detail";

export const GET = route({ role: "admin" }, async ({ app, receivedAt }) => ({
  body: await healthDetail(
    {
      db: app.db,
      dataDir: app.env.dataDir,
      storage: { kind: app.env.s3 === null ? "disk" : "s3", trouble: app.storage.trouble },
      outages: app.outages,
      providers: listProviders(app.engine.context).data,
    },
    receivedAt,
  ),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
