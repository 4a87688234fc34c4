import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment } from "@/lib/contracts/parts";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import { emptinessOf } from "@/lib/providers/payload/empty-answer";
import { fieldsOf } from "@/lib/providers/payload/model-schema";
import { validatorOf } from "@/lib/providers/payload/validator";
import { checkEdited, editsOf } from "../decisions/edited-payload";
import {
  buildRequest,
  checkBuilt,
  checkChanged,
  demandReadable,
  findRequest,
  wordsOf,
} from "../requests/build";
import type { RequestEdits } from "../requests/request";

/** What a payload is built from. */
export interface Request {
  prompt: string;
  attachments: Attachment[];
}

interface Asked {
  model: ModelDescription;
  request: Request;
}

/**
 * All work that follows a schema somebody sent, by name, so that another thread can do it. What goes in and comes out
 * is JSON, and nothing else is looked at.
 */
export const tasks = {
  /** Refuses a model that cannot be worked with at all. */
  read: (provider: Provider, { model, request }: Asked) => {
    demandReadable(provider, model, request);
    return null;
  },
  /** Whether payloads can be checked with the model's schema. */
  checkable: (_: Provider, { model }: { model: ModelDescription }) =>
    validatorOf(model) !== null && fieldsOf(model) !== null,
  find: (provider: Provider, { model, request }: Asked) => findRequest(provider, model, request),
  /** @param given.answered whether a person edited the request: then only some of its edits still count */
  assess: (
    provider: Provider,
    { model, request, ...given }: Asked & { edits: RequestEdits | null; answered: boolean },
  ) => {
    const built = buildRequest(provider, model, request);
    const edits = editsOf(given, built.fixed);
    const edited = checkEdited(provider, model, request, built, edits);
    return { built, checked: checkBuilt(provider, model, built), edited };
  },
  /** The words of an input that was written whole: what stands where this model surely takes a prompt, or nothing. */
  words: (provider: Provider, { model, input }: { model: ModelDescription; input: JsonObject }) =>
    wordsOf(provider, model, input),
  /** A payload somebody changed, against the request's own words and files. */
  change: (provider: Provider, { model, request, payload }: Asked & { payload: JsonObject }) =>
    checkChanged(provider, model, request, payload),
  audit: (provider: Provider, { model, output }: { model: ModelDescription; output: Json }) =>
    provider.auditResponse(output, model),
  /** How empty an answer is that a person edited. */
  emptiness: (_: Provider, { model, response }: { model: ModelDescription; response: Json }) =>
    emptinessOf(response, model),
};

export type TaskName = keyof typeof tasks;
export type TaskInput<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[1];
export type TaskResult<Name extends TaskName> = ReturnType<(typeof tasks)[Name]>;
