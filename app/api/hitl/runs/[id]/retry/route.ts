import { endpoints } from "@/lib/contracts/endpoints";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { retryCall } from "@/lib/orchestrator/decisions/retry";

export const POST = decisionRoute(endpoints.retryRun, retryCall);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
