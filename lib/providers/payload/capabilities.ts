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

/** What a model does and what it takes; without a schema the example's keys stand for its inputs. */
export function capabilitiesOf(model: ModelDescription, flags: ProviderFlags): Capabilities {
  const fields = fieldsOf(model);
  const inputs =
    fields === null
      ? Object.entries(model.exampleInput).map(([name, value]) => ({
          field: name,
          title: name,
          description: null,
          required: false,
          type: Array.isArray(value) ? "array" : value === null ? "any" : typeof value,
        }))
      : fields.map((field) => ({
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
