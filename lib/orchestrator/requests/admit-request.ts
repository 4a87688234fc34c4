import type { Attachment } from "@/lib/contracts/parts";
import { bounded } from "../bounded";
import type { Context } from "../context";
import type { FindsFiles, NamedFiles } from "../files/named-files";
import { type SealedCreate, sealCreate } from "../secrets/seal-request";
import { type AskedRun, type ResolvedModel, resolveModel } from "./request";

/** A request that may be worked with: its model is known and can be read, its secrets are sealed. */
export interface AdmittedRequest extends Omit<ResolvedModel, "model">, Omit<SealedCreate, "request"> {
  request: { prompt: string; attachments: Attachment[] };
  kept: SealedCreate["request"];
  /** To be adopted before a run is stored that names them. */
  files: NamedFiles;
}

/**
 * Takes a request in: finds its model, seals its secrets, and sees to it that a model which came with it can be worked
 * with at all.
 * @param runId what its secrets are sealed for
 * @param findFiles those of ours that it names
 * @throws CodedError `validation_error` for an unknown tool or model, or one that cannot be read
 */
export async function admitRequest(
  context: Pick<Context, "registry" | "findModel" | "secrets">,
  runId: string,
  body: AskedRun,
  findFiles: FindsFiles,
): Promise<AdmittedRequest> {
  const { model: named, ...resolved } = await resolveModel(context, body);
  const files = await findFiles([named.exampleInput, body.attachments, body.document_url, body.edits]);
  const { request: kept, ...sealed } = sealCreate(context, runId, body, { ...resolved, model: named, files });
  const request = { prompt: body.prompt, attachments: sealed.attachments };
  if (resolved.foreign) await bounded(resolved.provider, "read", { model: sealed.model, request });
  return { ...resolved, ...sealed, request, kept, files };
}
