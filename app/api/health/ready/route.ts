import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { checkReadiness } from "@/lib/services/health/check-readiness";

export const GET = route(endpoints.isReady, async ({ app }) => {
  const detail = await checkReadiness(app.db, app.env.dataDir);
  if (detail === null) {
    // A storage that is away is no reason to send nobody here: the other instances have none either.
    const { trouble } = app.storage;
    return { body: { status: "ok", ...(trouble === null ? {} : { details: { storage: trouble } }) } };
  }
  return {
    status: 503,
    body: { title: "Not ready", status: 503, detail },
    headers: { "content-type": "application/problem+json" },
  };
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
