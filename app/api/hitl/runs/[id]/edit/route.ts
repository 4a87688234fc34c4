import { endpoints } from "@/lib/contracts/endpoints";
import { decisionRoute } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { editReview } from "@/lib/orchestrator/decisions/edit";

export const POST = decisionRoute(endpoints.editRun, editReview);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
