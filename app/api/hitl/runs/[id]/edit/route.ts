import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { decisionRoute } from "@/lib/http/route/decision-route";
import { editReview } from "@/lib/orchestrator/decisions/edit";

export const POST = decisionRoute(endpoints.editRun, editReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
