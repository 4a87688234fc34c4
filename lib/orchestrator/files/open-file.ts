import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import { fileById, isUsed, type KeptFile } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { type OpenArtifact, readKept } from "../reading/open-artifact";
import { demandLink, type LinkWords, linked } from "../reading/signed-link";
import { removeFile } from "./sweep-files";

function none(id: string): CodedError {
  return new CodedError("not_found", `There is no file ${id}`);
}

/** True for a file of one's own, and for one that a run names which one may see: reviewers see all, requesters their own. */
export async function maySeeFile(
  { db }: Pick<Context, "db">,
  principal: Principal,
  file: Pick<KeptFile, "id" | "ownerId">,
): Promise<boolean> {
  if (file.ownerId === principal.id) return true;
  return isUsed(db.prisma, file.id, hasRole(principal, "reviewer") ? null : principal.id);
}

/**
 * A file that the principal may see.
 * @throws CodedError `not_found`: a file one may not see does not exist for one
 */
export async function demandFile(
  context: Pick<Context, "db">,
  principal: Principal,
  id: string,
): Promise<KeptFile> {
  const file = await fileById(context.db.prisma, id);
  if (file === null || !(await maySeeFile(context, principal, file))) throw none(id);
  return file;
}

function opened(context: Context, file: KeptFile): OpenArtifact {
  const { name, contentType, bytes, sha256, storageKey } = file;
  return { name, contentType, bytes, sha256, read: (range) => readKept(context, storageKey, range) };
}

/** Opens a file. @throws CodedError `not_found`, `unavailable` */
export async function openFile(context: Context, principal: Principal, id: string): Promise<OpenArtifact> {
  return opened(context, await demandFile(context, principal, id));
}

/** Opens a file for whoever has a signed link to it. @throws CodedError `forbidden`, `not_found`, `unavailable` */
export async function openLinkedFile(context: Context, id: string, words: LinkWords): Promise<OpenArtifact> {
  demandLink(context, linked.file(id), words);
  const file = await fileById(context.db.prisma, id);
  if (file === null) throw none(id);
  return opened(context, file);
}

/**
 * Removes a file of one's own before it expires.
 * @throws CodedError `not_found`, `conflict` where a run names it: then it goes with what is said of the run
 */
export async function removeOwnFile(context: Context, principal: Principal, id: string): Promise<void> {
  const file = await fileById(context.db.prisma, id);
  if (file === null || file.ownerId !== principal.id) throw none(id);
  if (!(await removeFile(context, id))) throw refusal("conflict", said("file_in_use"));
}
