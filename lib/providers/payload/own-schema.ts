import type { ModelDescription } from "../contract";

/**
 * A model as its provider itself describes it, whatever schema a request brought along: the provider takes nothing else.
 * The example of the request counts where it has one.
 */
export function withOwnSchema(model: ModelDescription, known: ModelDescription): ModelDescription {
  const exampleInput = Object.keys(model.exampleInput).length > 0 ? model.exampleInput : known.exampleInput;
  return { ...known, ...model, exampleInput, openapiSchema: known.openapiSchema };
}
