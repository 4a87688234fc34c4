import type { ModelDetail } from "@/lib/contracts/catalogue";
import type { JsonObject } from "@/lib/contracts/json";
import { outputSchemaOf } from "@/lib/providers/payload/model-schema";
import { shownInputSchema } from "@/lib/providers/payload/shown-schema";
import type { Database } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import { modelNamed } from "@/lib/store/models";
import { modelRef, summaryOf } from "./model-row";
import { unknownModel } from "./unknown-model";

/** One model with its schemas (self-contained JSON Schema) and its example; throws `not_found` naming those like it. */
export async function getModel(
  db: Pick<Database, "prisma">,
  provider: string,
  name: string,
): Promise<ModelDetail> {
  const row = await modelNamed(db.prisma, provider, name);
  if (row === null) throw await unknownModel(db, modelRef(provider, name));
  const schema = {
    openapiSchema: row.openapiSchema === null ? null : fromColumn<JsonObject>(row.openapiSchema),
  };
  return {
    ...summaryOf(row),
    input_schema: shownInputSchema(schema),
    output_schema: outputSchemaOf(schema),
    example_input: fromColumn<JsonObject>(row.exampleInput),
  };
}
