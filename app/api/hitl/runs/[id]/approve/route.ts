import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decisionRoute } from "@/lib/http/route/decision-route";
import { approveReview } from "@/lib/orchestrator/decisions/approve";

export const POST = decisionRoute(endpoints.approveRun, approveReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
