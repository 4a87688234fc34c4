import { EditBody } from "@/lib/contracts/decide";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { editReview } from "@/lib/orchestrator/edit";

export const POST = decisionRoute(EditBody, editReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
