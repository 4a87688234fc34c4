import { RejectBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { rejectReview } from "@/lib/orchestrator/reject";

export const POST = decisionRoute(RejectBody, rejectReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
