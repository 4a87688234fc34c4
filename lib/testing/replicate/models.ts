import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { seedLines } from "@/lib/services/models/seed/replicate-models";
import type { ServedModel } from "./types";

/** The models of the built-in catalogue, as the server serves them. */
export function catalogueModels(): ServedModel[] {
  return seedLines().map((model) => ({
    name: model.name,
    version: model.version,
    official: model.official,
    description: model.description,
    runCount: model.run_count,
    openapiSchema: model.openapi_schema,
    exampleInput: model.example_input,
    exampleOutput: model.example_output,
  }));
}

const anyVersion = "5f1d0a6c0a3d9c1f0e5b1a7f6d2c3b4a59687766554433221100ffeeddccbbaa";

/** Models that tests describe in their requests: without a schema here, theirs is all there is. */
export const describedByTests: readonly ServedModel[] = [
  { name: "someone/model", version: "abc" },
  { name: "owner/model", version: "v" },
  { name: "acme/painter", version: "v1", official: true },
  { name: "somebody/reads-much", version: anyVersion },
  { name: "somebody/reads-a-word", version: anyVersion },
];

/** A model as `GET /models/{owner}/{name}` answers it. */
export function modelView(model: ServedModel): JsonObject {
  const [owner = "", name = ""] = model.name.split("/");
  return {
    url: `https://replicate.com/${model.name}`,
    owner,
    name,
    description: model.description ?? null,
    visibility: "public",
    is_official: model.official ?? false,
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: model.runCount ?? 0,
    cover_image_url: null,
    default_example: null,
    latest_version: versionView(model),
  };
}

/** A version as `GET /models/{owner}/{name}/versions/{id}` answers it. */
export function versionView(model: ServedModel): JsonObject {
  return {
    id: model.version,
    created_at: "2024-01-01T00:00:00.000Z",
    cog_version: "0.9.0",
    openapi_schema: model.openapiSchema ?? null,
  };
}

/** What a model gives out when no script says otherwise: its example, with the files moved to this server. */
export function exampleOutput(model: ServedModel | undefined, filesUrl: string): Json {
  let files = 0;
  const moved = (value: Json): Json => {
    if (typeof value === "string" && /^https?:\/\//.test(value)) {
      const ending = /\.([a-z0-9]{2,4})$/i.exec(new URL(value).pathname)?.[1] ?? "png";
      return `${filesUrl}/out-${files++}.${ending}`;
    }
    if (Array.isArray(value)) return value.map(moved);
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item)]));
    }
    return value;
  };
  return moved(model?.exampleOutput ?? "https://replicate.delivery/out.png");
}
