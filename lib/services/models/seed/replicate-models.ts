import type { Json, JsonObject } from "@/lib/contracts/json";
import type { ModelDescription, Price } from "@/lib/providers/contract";
import models from "./replicate.json" with { type: "json" };
import type { SeedModel } from "./seed-model";

/** One line of `replicate.json`: what is public about a well-known model, long lists of numbers cut short. */
interface SeedLine {
  name: string;
  description: string | null;
  /** Kept running by Replicate itself and run by name: such a model has no version to call. */
  official: boolean;
  version: string;
  run_count: number;
  /** Seconds its example took. */
  predict_time: number;
  /** Replicate's public price, where it states one for each output. */
  price: Price | null;
  example_input: JsonObject;
  example_output: Json;
  openapi_schema: JsonObject;
}

/** The Replicate models that every installation knows. */
export function replicateModels(): SeedModel[] {
  return lines().map((line) => ({
    provider: "replicate",
    runCount: line.run_count,
    model: {
      name: line.name,
      description: line.description,
      version: line.official ? null : line.version,
      exampleInput: line.example_input,
      exampleOutput: line.example_output,
      openapiSchema: line.openapi_schema,
      exampleSeconds: line.predict_time,
      ...(line.price !== null && { price: line.price }),
    },
  }));
}

/** Guarantee: the file holds exactly these fields; a JSON import knows its literal shape only. */
function lines(): SeedLine[] {
  return models as unknown as SeedLine[];
}
