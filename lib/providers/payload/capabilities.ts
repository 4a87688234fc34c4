import type { Json } from "@/lib/contracts/json";
import type { Capabilities } from "@/lib/contracts/run";
import type { ModelDescription } from "../contract";
import { fieldsOf } from "./model-schema";
import { operationTypeOf } from "./operation-type";

/** What a provider adds of its own to a model's capabilities. */
export interface ProviderFlags {
  supportsStreaming: boolean;
  supportsCancellation: boolean;
  sandbox: boolean;
}

/** Every run keeps them, and no model takes more; an example may have ten thousand keys. */
const mostInputs = 500;

/** What a model does and what it takes; without a schema the example's keys stand for its inputs. */
export function capabilitiesOf(model: ModelDescription, flags: ProviderFlags): Capabilities {
  const fields = fieldsOf(model);
  const inputs =
    fields === null
      ? Object.keys(model.exampleInput)
          .slice(0, mostInputs)
          .map((name) => ({
            field: name,
            title: name,
            description: null,
            required: false,
            type: typeOf(model.exampleInput[name]),
          }))
      : fields.slice(0, mostInputs).map((field) => ({
          field: field.name,
          title: field.title,
          description: field.description,
          required: field.required,
          type: field.format === null ? field.type : `${field.type} (${field.format})`,
        }));
  return {
    operation_type: operationTypeOf(model),
    inputs,
    supports_streaming: flags.supportsStreaming,
    supports_cancellation: flags.supportsCancellation,
    sandbox: flags.sandbox,
  };
}

function typeOf(value: Json | undefined): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "any" : typeof value;
}
