import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { ReplicateFile } from "@/lib/contracts/replicate/files";
import { said } from "@/lib/contracts/sentences";
import { CodedError, foreignCursor, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { fileById, filesOf, type KeptFile, keepMetadata, metadataOf } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { predictionsAPage } from "../limits";
import { ingressPath, type Site } from "./prediction-view";

/** A file as Replicate shows one. Its address is for an input: here it stands for the file, and is not fetched. */
export function ingressFile(file: KeptFile, site: Site): ReplicateFile {
  const { id, name, contentType, bytes, sha256, createdAt, expiresAt } = file;
  return {
    id,
    name,
    content_type: contentType,
    size: bytes,
    etag: sha256,
    checksums: { sha256 },
    metadata: metadataOf(file),
    created_at: createdAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    urls: { get: `${site}${ingressPath}/files/${id}` },
  };
}

/** @throws CodedError `not_found`, also for somebody else's */
export async function ownIngressFile(context: Context, principal: Principal, id: string): Promise<KeptFile> {
  const file = await fileById(context.db.prisma, id);
  if (file?.ownerId === principal.id) return file;
  throw new CodedError("not_found", `There is no file ${id.slice(0, 100)}`);
}

/**
 * A page of one's own files, the newest first.
 * @param cursor the id of the last one of the page before
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function listIngressFiles(
  context: Context,
  principal: Principal,
  cursor: string | undefined,
): Promise<{ files: KeptFile[]; next: string | null }> {
  const { prisma } = context.db;
  const after = cursor === undefined ? null : await fileById(prisma, cursor);
  if (cursor !== undefined && after?.ownerId !== principal.id) throw foreignCursor();
  const { most } = predictionsAPage;
  const files = await filesOf(prisma, principal.id, after, most + 1);
  return { files: files.slice(0, most), next: files.length > most ? (files[most - 1]?.id ?? null) : null };
}

/** What a client says of a file, as a part of its form. @throws CodedError `validation_error` for what is no JSON object */
export function saidMetadata(text: string | undefined): JsonObject {
  if (text === undefined || text.trim() === "") return {};
  try {
    const value = parseJson(text);
    if (isJsonObject(value)) return value;
  } catch {
    // What is no JSON says as little.
  }
  throw refusal("validation_error", said("metadata_no_object"));
}

/** Keeps what was said of a file beside it. */
export async function withMetadata(
  context: Context,
  file: KeptFile,
  metadata: JsonObject,
): Promise<KeptFile> {
  if (Object.keys(metadata).length === 0) return file;
  await keepMetadata(context.db.prisma, file.id, metadata);
  return (await fileById(context.db.prisma, file.id)) ?? file;
}
