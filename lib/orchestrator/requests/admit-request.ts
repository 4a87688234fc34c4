import type { Attachment } from "@/lib/contracts/parts";
import { bounded } from "../bounded";
import type { Context } from "../context";
import { type SealedCreate, sealCreate } from "../secrets/seal-request";
import { type AskedRun, type ResolvedModel, resolveModel } from "./request";

/** A request that may be worked with: its model is known and can be read, its secrets are sealed. */
export interface AdmittedRequest extends Omit<ResolvedModel, "model">, Omit<SealedCreate, "request"> {
  request: { prompt: string; attachments: Attachment[] };
  kept: SealedCreate["request"];
}

/**
 * Takes a request in: finds its model, seals its secrets, and sees to it that a model which came with it can be worked
 * with at all.
 * @param runId what its secrets are sealed for
 * @throws CodedError `validation_error` for an unknown tool or model, or one that cannot be read
 */
export async function admitRequest(
  context: Pick<Context, "registry" | "findModel" | "secrets">,
  runId: string,
  body: AskedRun,
): Promise<AdmittedRequest> {
  const { model: named, ...resolved } = await resolveModel(context, body);
  const { request: kept, ...sealed } = sealCreate(context, runId, body, { ...resolved, model: named });
  const request = { prompt: body.prompt, attachments: sealed.attachments };
  if (resolved.foreign) await bounded(resolved.provider, "read", { model: sealed.model, request });
  return { ...resolved, ...sealed, request, kept };
}
