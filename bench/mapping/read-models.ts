import { readFileSync } from "node:fs";
import { z } from "zod";
import { Json, JsonObject } from "@/lib/contracts/json";
import { replicateModels } from "@/lib/providers/replicate/seed/replicate-models";

/** A public model as the bench reads it: its schema, and one real call with its output. */
export interface BenchModel {
  name: string;
  description: string | null;
  version: string | null;
  schema: JsonObject;
  input: JsonObject;
  output: Json;
}

/** One line of a models file: what Replicate's API answers for a model. */
const Line = z.looseObject({
  owner: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  latest_version: z.looseObject({ id: z.string(), openapi_schema: JsonObject }).nullish(),
  default_example: z.looseObject({ input: JsonObject, output: Json.optional() }).nullish(),
});

/** The models of a JSON Lines file, those without a schema or an example left out; without a path the built-in catalogue. */
export function readModels(path: string | null): BenchModel[] {
  return path === null ? builtIn() : readFileSync(path, "utf8").split("\n").flatMap(parsed);
}

function parsed(text: string): BenchModel[] {
  if (text.trim() === "") return [];
  const line = Line.parse(JSON.parse(text));
  if (!line.latest_version || !line.default_example) return [];
  return [
    {
      name: `${line.owner}/${line.name}`,
      description: line.description ?? null,
      version: line.latest_version.id,
      schema: line.latest_version.openapi_schema,
      input: line.default_example.input,
      output: line.default_example.output ?? null,
    },
  ];
}

function builtIn(): BenchModel[] {
  return replicateModels().flatMap(({ model }) =>
    model.openapiSchema === null
      ? []
      : [
          {
            name: model.name,
            description: model.description,
            version: model.version,
            schema: model.openapiSchema,
            input: model.exampleInput,
            output: model.exampleOutput ?? null,
          },
        ],
  );
}
