import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decisionRoute } from "@/lib/http/route/decision-route";
import { retryCall } from "@/lib/orchestrator/decisions/retry";

export const POST = decisionRoute(endpoints.retryRun, retryCall);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
