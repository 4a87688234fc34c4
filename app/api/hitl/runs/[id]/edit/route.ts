import { EditBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { editReview } from "@/lib/orchestrator/edit";

export const POST = decisionRoute(EditBody, editReview);
