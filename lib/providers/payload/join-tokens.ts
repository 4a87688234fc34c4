import type { Json, JsonObject } from "@/lib/contracts/json";
import { isUrl } from "./material-url";

/**
 * A list of text pieces as the one text it is. Lists the schema calls an iterator are
 * joined; others only when their pieces are no texts of their own. Anything else comes
 * back as it is.
 */
export function joinTokens(output: Json, outputSchema: JsonObject | null): Json {
  if (!Array.isArray(output) || output.length === 0) return output;
  const pieces = output.filter((entry): entry is string => typeof entry === "string");
  if (pieces.length !== output.length || pieces.some(isUrl)) return output;
  const streamed =
    outputSchema?.["x-cog-array-type"] === "iterator" ||
    outputSchema?.["x-cog-array-display"] === "concatenate";
  return streamed || pieces.length === 1 || areTokens(pieces) ? pieces.join("") : output;
}

/** Tokens carry their own spaces and are short. */
function areTokens(pieces: readonly string[]): boolean {
  const spaced = pieces.filter((piece) => /^\s|\s$/.test(piece)).length;
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0) / pieces.length;
  return pieces.length >= 3 && length < 16 && spaced >= pieces.length / 4;
}
