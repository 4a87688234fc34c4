import { RejectBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { rejectReview } from "@/lib/orchestrator/reject";

export const POST = decisionRoute(RejectBody, rejectReview);
