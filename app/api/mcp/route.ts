import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { serveMcp } from "@/lib/http/mcp/serve";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { GET as listModels } from "../hitl/models/route";
import { GET as getQuestion } from "../hitl/questions/[id]/route";
import { POST as askQuestion } from "../hitl/questions/route";
import { POST as createRun } from "../hitl/runs/route";

/** The routes that the tools reach: they see a request as if it had come from outside. */
function reach(request: Request, path: string): Promise<Response> {
  const params = Promise.resolve({ id: decodeURIComponent(path.split("/").at(-1) ?? "") });
  if (path === "/api/hitl/models") return listModels(request);
  if (path === "/api/hitl/runs") return createRun(request);
  if (path === "/api/hitl/questions") return askQuestion(request);
  return getQuestion(request, { params });
}

export const POST = route({ ...endpoints.mcp, counts: "reads" }, ({ app, request, body, headers }) =>
  serveMcp(request, body, siteOf(app, headers), reach),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
