import type { Json } from "@/lib/contracts/json";
import type { KeptFiles } from "@/lib/core/beside";
import { storable } from "@/lib/core/storable";
import { type Documents, documentOf } from "@/lib/store/runs/documents";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { providerOf, storedModel } from "../requests/stored-model";
import { auditAnswer } from "../requests/unchecked";
import { filesIn, type Kept, keepOutput } from "./keep-output";

/** Of so many files so many could not be kept. */
export type LostFiles = { files: number; lost: number };

/** What a failed call had given out before: recorded with its attempt, so that what was paid for can be seen. */
export interface Partial {
  digest: string | null;
  documents: Documents;
  /** What of it is lost; null when nothing is. */
  lost: LostFiles | null;
  /** Left out where it has none. */
  files?: KeptFiles;
}

const nothing: Partial = { digest: null, documents: new Map(), lost: null };

/**
 * Keeps the files of a failed call, each with one try: the call is not to stay open for them.
 * @param output as the provider gave it; null when there was none
 */
export async function keepPartial(context: Context, stored: StoredRun, output: Json): Promise<Partial> {
  if (output === null) return nothing;
  const given = storable(output);
  const asked = { output: given, model: storedModel(stored) };
  const { files } = await auditAnswer(providerOf(context, stored), asked);
  const tries: Kept[] = [];
  for (const [index, file] of files.slice(0, context.limits.partialFiles).entries())
    tries.push(await keepOutput(context, stored, file, index));
  const lost = files.length - tries.filter((one) => "file" in one).length;
  return {
    ...documentOf(given),
    files: filesIn(stored.state.attempt?.number ?? 0, tries),
    lost: lost === 0 ? null : { files: files.length, lost },
  };
}
