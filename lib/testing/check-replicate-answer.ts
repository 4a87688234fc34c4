import { expect } from "vitest";
import { z } from "zod";
import { ingressPath } from "@/lib/orchestrator/predictions/prediction-view";
import { checkAnswer } from "@/lib/providers/replicate/fixtures/openapi";

/** As Replicate's description writes what stands in an address. */
const parameters: Readonly<Record<string, string>> = {
  "/predictions/{id}": "/predictions/{prediction_id}",
  "/predictions/{id}/cancel": "/predictions/{prediction_id}/cancel",
  "/files/{id}": "/files/{file_id}",
  "/deployments/{owner}/{name}/predictions": "/deployments/{deployment_owner}/{deployment_name}/predictions",
  "/models/{owner}/{name}/predictions": "/models/{model_owner}/{model_name}/predictions",
};

/** What every refusal of these addresses says. */
const Refusal = z.looseObject({ title: z.string().min(3), detail: z.string().min(10), status: z.number() });

/**
 * Sees to it that an answer is one that Replicate's own description has; of a refusal, that it has the shape in which
 * Replicate's clients read one.
 * @param path the address as the table writes it
 */
export async function checkReplicateAnswer(
  request: Request,
  path: string,
  response: Response,
): Promise<void> {
  const { status, headers } = response;
  const below = path.slice(ingressPath.length);
  const where = `${request.method} ${below} answered ${status}`;
  if (!response.ok) {
    if (status === 304) return;
    expect(headers.get("content-type"), where).toBe("application/problem+json");
    const refusal = Refusal.parse(await response.clone().json());
    expect(refusal.status, where).toBe(status);
    expect(Object.keys(refusal), where).not.toContain("code");
    return;
  }
  if (response.body === null || below.endsWith("/stream")) return;
  const described = parameters[below] ?? below;
  const body: unknown = await response.clone().json();
  expect(checkAnswer(described, request.method.toLowerCase(), status, body), where).toEqual([]);
}
