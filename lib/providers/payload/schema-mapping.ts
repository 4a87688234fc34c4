import type { ModelDescription, Provider } from "../contract";
import { auditResponse } from "./audit-response";
import { capabilitiesOf } from "./capabilities";
import type { Cleaner } from "./clean-text";
import { createPayload } from "./create-payload";
import { fixProposal } from "./fix-proposal";
import { requestIssues } from "./request-issues";
import { validatePayload } from "./validate-payload";

type Flags = Pick<Provider, "sandbox" | "supportsStreaming" | "supportsCancellation">;
type Mapping = Pick<
  Provider,
  "getCapabilities" | "createPayload" | "fixProposal" | "requestIssues" | "validatePayload" | "auditResponse"
>;

/**
 * From a request to a payload and from an output to an answer, by the model's schema and example.
 * @param completed the model with what the provider knows of it, where a request only names it
 */
export function schemaMapping(
  flags: Flags,
  cleaner: Cleaner,
  completed: (model: ModelDescription) => ModelDescription = (model) => model,
): Mapping {
  return {
    getCapabilities: (model) => capabilitiesOf(completed(model), flags),
    createPayload: (request) => createPayload({ ...request, model: completed(request.model) }),
    fixProposal: (proposal, request) =>
      fixProposal(proposal, { ...request, model: completed(request.model) }),
    requestIssues: (payload, request) =>
      requestIssues(payload, { ...request, model: completed(request.model) }),
    validatePayload: (payload, model) => validatePayload(payload, completed(model)),
    auditResponse: (output, model) => auditResponse(output, completed(model), cleaner),
  };
}
