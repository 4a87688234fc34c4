import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Cleaner } from "./clean-text";
import { isUrl } from "./material-url";

/**
 * A list of text pieces as the one text it is. Lists the schema calls an iterator are
 * joined; others only when their pieces are no texts of their own. Anything else comes
 * back as it is.
 */
export function joinTokens(
  output: Json,
  outputSchema: JsonObject | null,
  { isProviderUrl }: Pick<Cleaner, "isProviderUrl">,
): Json {
  if (!Array.isArray(output) || output.length === 0) return output;
  const pieces = output.filter((entry): entry is string => typeof entry === "string");
  if (pieces.length !== output.length || pieces.every(isProviderUrl)) return output;
  if (isStreamedText(outputSchema)) return pieces.join("");
  return !pieces.some(isUrl) && (pieces.length === 1 || areTokens(pieces)) ? pieces.join("") : output;
}

/** True for a text that comes in pieces, by its schema. */
export function isStreamedText(schema: JsonObject | null): boolean {
  const streamed =
    schema?.["x-cog-array-type"] === "iterator" || schema?.["x-cog-array-display"] === "concatenate";
  // Pictures are streamed one by one as well.
  return streamed && !(isJsonObject(schema.items) && schema.items.format === "uri");
}

/** Tokens carry their own spaces and are short. */
function areTokens(pieces: readonly string[]): boolean {
  const spaced = pieces.filter((piece) => /^\s|\s$/.test(piece)).length;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0) / pieces.length;
  return pieces.length >= 3 && length < 16 && spaced >= pieces.length / 4;
}
