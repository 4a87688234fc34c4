import { z } from "zod";
import { GivenObject, Json, JsonObject } from "@/lib/contracts/json";
import type { DescribedModel } from "../contract";
import { sampleOutput } from "../payload/sample-output";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";
import { modelPath } from "./names";

/** A model as `GET /models/{owner}/{name}` answers it (`schemas_model` of Replicate's description). */
const ReplicateModel = z.looseObject({
  owner: z.string().min(1),
  name: z.string().min(1),
  description: z.string().nullish(),
  is_official: z.boolean().nullish(),
  run_count: z.number().int().nonnegative().nullish(),
  latest_version: z.looseObject({ id: z.string(), openapi_schema: JsonObject.nullish() }).nullish(),
  default_example: z
    .looseObject({
      input: GivenObject.nullish(),
      output: Json.optional(),
      metrics: z.looseObject({ predict_time: z.number().nullish() }).nullish(),
    })
    .nullish(),
});
type ReplicateModel = z.infer<typeof ReplicateModel>;

/** A model out of the JSON that Replicate's API gives for it; null when it is no such JSON. */
export function readReplicateModel(json: JsonObject): DescribedModel | null {
  const parsed = ReplicateModel.safeParse(json);
  return parsed.success ? described(parsed.data) : null;
}

/** Asks Replicate for a model; null when it knows none of that name. Throws a `ProviderError`. */
export async function describeReplicateModel(
  ask: Ask,
  name: string,
  signal: AbortSignal,
): Promise<DescribedModel | null> {
  try {
    const request = { method: "GET", path: modelPath(name) } as const;
    return described(await ask.read("read", ReplicateModel, "a model", request, signal));
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return null;
    throw error;
  }
}

function described(answer: ReplicateModel): DescribedModel {
  const { owner, name, description, is_official, latest_version, default_example } = answer;
  const seconds = default_example?.metrics?.predict_time;
  return {
    runCount: answer.run_count ?? 0,
    model: {
      name: `${owner}/${name}`,
      description: description ?? null,
      // An official model is run by its name: which version that is, Replicate decides.
      version: is_official === true ? null : (latest_version?.id ?? null),
      exampleInput: default_example?.input ?? {},
      ...(default_example?.output != null && { exampleOutput: sampleOutput(default_example.output) }),
      openapiSchema: latest_version?.openapi_schema ?? null,
      ...(seconds != null && { exampleSeconds: seconds }),
    },
  };
}
