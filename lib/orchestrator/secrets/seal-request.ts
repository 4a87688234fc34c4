import { standsForSomething } from "@/lib/contracts/is-file-ref";
import type { Json } from "@/lib/contracts/json";
import type { Attachment } from "@/lib/contracts/parts";
import { pointer } from "@/lib/core/json-pointer";
import type { Principal } from "@/lib/core/principal";
import { sameJson } from "@/lib/core/same-json";
import type { ModelDescription } from "@/lib/providers/contract";
import { secretPlaces } from "@/lib/providers/payload/secret-places";
import type { StoredRun } from "@/lib/store/runs/load-run";
import { type KeptSecret, loadSecrets } from "@/lib/store/runs/sealed-secrets";
import type { Context } from "../context";
import { type NamedFiles, namedFiles } from "../files/named-files";
import {
  type AskedRun,
  attachmentsOf,
  type KeptRequest,
  keptRequest,
  type ResolvedModel,
} from "../requests/request";
import { Door } from "./door";

/** A create as it may be stored. */
export interface SealedCreate {
  model: ModelDescription;
  attachments: Attachment[];
  request: KeptRequest;
  /** To be kept with the run. */
  secrets: KeptSecret[];
}

/**
 * Seals all secrets of a create: of the model's example, the attachments and the edits. Which places are secret the
 * model's schema says; where there is none, only addresses tell by themselves.
 * @throws CodedError `validation_error` for sealed values, which only a run's own edits can name
 */
export function sealCreate(
  context: Pick<Context, "secrets">,
  runId: string,
  body: AskedRun,
  { model, provider, files }: Pick<ResolvedModel, "model" | "provider"> & { files: NamedFiles },
): SealedCreate {
  const door = new Door(context, runId, new Map(), files);
  const place = secretPlaces(model);
  const example = body.question
    ? "/arguments"
    : pointer(["agent_tool_config", provider.tool, "data", "example_input"]);
  const sealed = {
    model: { ...model, exampleInput: door.seal(model.exampleInput, { from: example, place }) },
    attachments: sealAttachments(door, model, attachmentsOf(body), { from: "/attachments" }),
  };
  const { document_url, edits, question, ...request } = keptRequest(body);
  const patches = edits?.patches.map((patch) => door.seal(patch, { from: "/edits/payload", place }));
  const whole = edits?.payload && door.seal(edits.payload, { from: "/edits/payload_whole", place });
  return {
    ...sealed,
    request: {
      ...request,
      document_url: document_url && door.address(document_url, { from: "/document_url", place: null }),
      edits: edits && { payload: whole ?? null, patches: patches ?? [] },
      question: question && {
        ...question,
        context: door.seal(question.context, { from: "/context", place: null }),
      },
    },
    secrets: door.close(),
  };
}

/**
 * Attachments with secret addresses sealed, and those that name a secret's field.
 * @param around.before those the request had: their sealed addresses may come back
 */
export function sealAttachments(
  door: Door,
  model: ModelDescription,
  attachments: readonly Attachment[],
  { from, before = [] }: { from: string; before?: readonly Attachment[] },
): Attachment[] {
  const places = secretPlaces(model);
  return attachments.map(({ url, ...attachment }, index) => {
    const place = attachment.field === undefined ? null : (places?.inside(attachment.field) ?? null);
    const known =
      before.find((one) => standsForSomething(url) && sameJson({ ...one }.url as Json, url as Json))?.url ??
      null;
    return { ...attachment, url: door.address(url, { from: `${from}/${index}`, place, before: known }) };
  });
}

/**
 * Seals the secrets of an edited request: of its attachments, and of the example of a model that was chosen anew. What
 * the run had already may come back sealed.
 */
export async function sealRequestEdits(
  context: Context,
  { state }: StoredRun,
  principal: Principal,
  { model, attachments }: { model: ModelDescription; attachments: Attachment[] | undefined },
): Promise<{ model: ModelDescription; attachments: Attachment[] | undefined; secrets: KeptSecret[] }> {
  const known = await loadSecrets(context.db.prisma, state.run_id);
  const { exampleInput } = model;
  const files = await namedFiles(context, { principal, runs: [state.run_id] }, [exampleInput, attachments]);
  const door = new Door(context, state.run_id, known, files);
  const place = secretPlaces(model);
  const sealed = {
    model: {
      ...model,
      exampleInput: door.seal(exampleInput, { from: "/edits/model", place, before: exampleInput }),
    },
    attachments:
      attachments &&
      sealAttachments(door, model, attachments, {
        from: "/edits/attachments",
        before: state.attachments,
      }),
    secrets: door.close(),
  };
  await files.adopt();
  return sealed;
}
