import { endpoints } from "@/lib/contracts/endpoints";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";

export const POST = decisionRoute(endpoints.rejectRun, rejectReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
