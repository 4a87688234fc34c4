import { z } from "zod";
import { Json, JsonObject } from "@/lib/contracts/json";
import type { DescribedModel } from "../../contract";
import models from "./models.json" with { type: "json" };

/** One line of `models.json`: what is public about a well-known model, long lists of numbers cut short. */
const SeedLine = z.strictObject({
  name: z.string(),
  description: z.string().nullable(),
  /** Kept running by Replicate itself and run by name: such a model has no version to call. */
  official: z.boolean(),
  version: z.string(),
  run_count: z.number(),
  /** Seconds its example took. */
  predict_time: z.number(),
  /** Replicate's public price, where it states one for each output. */
  price: z
    .strictObject({ amountUsd: z.number(), per: z.enum(["call", "output", "second", "token"]) })
    .nullable(),
  example_input: JsonObject,
  example_output: Json,
  openapi_schema: JsonObject,
});
export type SeedLine = z.infer<typeof SeedLine>;

/** The Replicate models that every installation knows. */
export function replicateModels(): DescribedModel[] {
  return seedLines().map((line) => ({
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

/** The lines of `models.json`. */
export function seedLines(): SeedLine[] {
  return z.array(SeedLine).parse(models);
}
