import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decisionRoute } from "@/lib/http/route/decision-route";
import { rejectReview } from "@/lib/orchestrator/decisions/reject";

export const POST = decisionRoute(endpoints.rejectRun, rejectReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
