import { endpoints } from "@/lib/contracts/endpoints";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { approveReview } from "@/lib/orchestrator/decisions/approve";

export const POST = decisionRoute(endpoints.approveRun, approveReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
