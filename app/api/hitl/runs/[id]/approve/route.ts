import { ApproveBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { approveReview } from "@/lib/orchestrator/approve";

export const POST = decisionRoute(ApproveBody, approveReview);
