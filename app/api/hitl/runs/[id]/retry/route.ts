import { RetryBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { retryCall } from "@/lib/orchestrator/retry";

export const POST = decisionRoute(RetryBody, retryCall);
