import type { Link, NewLink } from "@/lib/contracts/files";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { openArtifact } from "../reading/open-artifact";
import { outputUrl } from "../reading/output-address";
import { linked, linkFor } from "../reading/signed-link";
import { fileUrl } from "./file-view";
import { demandFile } from "./open-file";

/**
 * An address of a released output or of a file that needs no key and ends.
 * @param site where the address leads, without a slash at its end
 * @throws CodedError `run_not_found`, `not_found`, also for an output that is not released: a link shows nothing before
 */
export async function makeLink(
  context: Context,
  principal: Principal,
  wanted: NewLink,
  site: string,
): Promise<Link> {
  const { what, path } = await addressOf(context, principal, wanted);
  const { query, expiresAt } = linkFor(context, what, wanted.expires_in ?? null);
  return { url: `${site}${path}?${query}`, expires_at: expiresAt.toISOString() };
}

async function addressOf(context: Context, principal: Principal, wanted: NewLink) {
  if ("file_id" in wanted) {
    const { id } = await demandFile(context, principal, wanted.file_id);
    return { what: linked.file(id), path: fileUrl(id) };
  }
  const { run_id: id, index } = wanted;
  await openArtifact(context, principal, { id, index });
  const { state } = await loadRun(context.db.prisma, id);
  if (state.status !== "completed")
    throw new CodedError("not_found", `Output ${index} of run ${id} is not released`);
  return { what: linked.output(id, index), path: outputUrl(id, index) };
}
