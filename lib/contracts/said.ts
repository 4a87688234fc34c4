import { z } from "zod";
import { JsonObject } from "./json";

/**
 * A sentence for a machine: which one it is, and the values it speaks of. It stands beside the English sentence and
 * says the same. A value may be another sentence.
 */
export const Said = z.object({ code: z.string(), values: JsonObject });
export type Said = z.infer<typeof Said>;
