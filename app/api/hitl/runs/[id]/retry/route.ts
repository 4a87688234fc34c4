import { RetryBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { retryCall } from "@/lib/orchestrator/retry";

export const POST = decisionRoute(RetryBody, retryCall);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
