import { fileKey, isFileRef } from "@/lib/contracts/is-file-ref";
import { printJson } from "@/lib/contracts/json-text";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Breath } from "../breath";

const named = new RegExp(`"\\${fileKey}":"(file_\\w{1,60})"`, "g");

/** The files that a JSON text names. */
function idsIn(text: string): string[] {
  return text.includes(fileKey) ? [...text.matchAll(named)].map(([, id = ""]) => id) : [];
}

/**
 * Which files a run names with what is about to be committed: new payloads, its attachments, and what a new one asks for.
 * Answers are not looked at: nothing is sent of them.
 */
export function usesIn(
  { request, ownerId, state }: Pick<StoredRun, "request" | "ownerId" | "state">,
  { transition: { run, events }, documents }: Pick<Breath, "transition" | "documents">,
  isNew: boolean,
) {
  const actors = new Set([ownerId]);
  const attached = isNew || run.attachments !== state.attachments ? run.attachments : [];
  const ids: string[] = attached.flatMap(({ url }) => (isFileRef(url) ? url.$file : []));
  if (isNew) ids.push(...idsIn(printJson(request)));
  for (const event of events) {
    if (event.actor.kind !== "system") actors.add(event.actor.id);
    if (event.type === "payload_revised") ids.push(...idsIn(documents.get(event.data.digest) ?? ""));
  }
  return { runId: run.run_id, parentRunId: run.parent_run_id, owners: [...actors], ids };
}
