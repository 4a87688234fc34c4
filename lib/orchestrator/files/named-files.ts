import { eachInside } from "@/lib/contracts/each-inside";
import type { FileRef } from "@/lib/contracts/file-ref";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { Row } from "@/lib/store/connection/rows";
import { fileById, isUsed, isUsedBy, type KeptFile } from "@/lib/store/uploaded-files";
import { endingOf } from "../calls/file-ending";
import type { Context } from "../context";
import { linkedOutput, ownOutput } from "../reading/open-artifact";
import { demandLink, linked } from "../reading/signed-link";
import { type Copy, takeCopy } from "./copy-file";
import { fileUrl } from "./file-view";
import { idOfCopy, keyOfThing, type OwnThing, ownThing } from "./own-address";

/** The files of ours that a request names. */
export interface NamedFiles {
  /** What stands in a value's place: the file it names, or why it may not name it; null for what names none of ours. */
  refOf(value: unknown): FileRef | Said | null;
  /** Makes what somebody else uploaded, or a run gave, a file of whoever asks; done again it does nothing more. */
  adopt(): Promise<void>;
}

/** Where nobody names any. */
export const noFiles: NamedFiles = { refOf: () => null, adopt: async () => {} };

/** Finds the files of ours that documents name, on behalf of whoever asks. */
export type FindsFiles = (documents: readonly unknown[]) => Promise<NamedFiles>;

/** For whoever has none: what claims to be one is refused. */
export const findsNone: FindsFiles = async () => noFiles;

/** For a principal who asks for something new. */
export function filesFor(context: Parts, principal: Principal): FindsFiles {
  return (documents) => namedFiles(context, { principal, runs: [] }, documents);
}

type Parts = Pick<
  Context,
  "db" | "secrets" | "site" | "publicUrl" | "clock" | "artifacts" | "newId" | "filesKeptFor" | "log"
>;

interface Asker {
  principal: Principal;
  /** Runs whose files may be named again: the one that is edited, the one that is forked. */
  runs: readonly string[];
}

/** So many different ones a request may name. */
const most = 200;

function refTo({ id, sha256, name }: Pick<KeptFile, "id" | "sha256" | "name">): FileRef {
  return { $file: id, sha256, name, url: fileUrl(id) };
}

function thingsIn(context: Parts, documents: readonly unknown[]): Map<string, OwnThing> {
  const found = new Map<string, OwnThing>();
  const open: unknown[] = [...documents];
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    const thing = ownThing(context, value);
    if (thing !== null) found.set(keyOfThing(thing), thing);
    else eachInside(value, (inner) => void (inner !== undefined && open.push(inner)));
  }
  return found;
}

type Found = { ref: FileRef; copy?: Copy } | { fault: Said };

/** A file by its id: one's own, one of these runs, or by a link; what one may see besides becomes one's own. */
async function fileNamed(context: Parts, asker: Asker, thing: OwnThing & { kind: "file" }): Promise<Found> {
  const { prisma } = context.db;
  const none = { fault: said("fault_no_file_of_yours") };
  const file = await fileById(prisma, thing.id);
  if (file === null) return none;
  if (thing.words !== null) demandLink(context, linked.file(thing.id), thing.words);
  const { principal, runs } = asker;
  const isOwn = file.ownerId === principal.id;
  const isOfRun = await isUsedBy(prisma, file.id, runs);
  const isSeen =
    isOwn ||
    isOfRun ||
    thing.words !== null ||
    (await isUsed(prisma, file.id, hasRole(principal, "reviewer") ? null : principal.id));
  if (!isSeen) return none;
  if (file.expiresAt <= context.clock() && !(await isUsed(prisma, file.id, null))) return none;
  if (thing.sha256 !== null && thing.sha256 !== file.sha256) return { fault: said("fault_file_changed") };
  if (isOwn || isOfRun) return { ref: refTo(file) };
  const id = idOfCopy(principal.id, `file ${file.id}`);
  return { ref: refTo({ ...file, id }), copy: { ...file, id, ownerId: principal.id } };
}

/** An output of a run that one may see, or to which one has a link, as a file of one's own. */
async function outputNamed(
  context: Parts,
  { principal }: Asker,
  { runId, index, words }: OwnThing & { kind: "output" },
): Promise<Found> {
  const place = { id: runId, index };
  const row: Row<"Artifact"> = words
    ? await linkedOutput(context, place, words)
    : await ownOutput(context, principal, place);
  const { contentType, sha256, bytes, storageKey, attempt } = row;
  const id = idOfCopy(principal.id, `output ${runId} ${attempt} ${index}`);
  const name = `${runId}-${index}.${endingOf(contentType, row.sourceUrl)}`;
  const copy = { id, ownerId: principal.id, name, contentType, sha256, bytes, storageKey };
  return { ref: refTo(copy), copy };
}

async function find(context: Parts, asker: Asker, thing: OwnThing): Promise<Found> {
  try {
    return thing.kind === "file"
      ? await fileNamed(context, asker, thing)
      : await outputNamed(context, asker, thing);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === "forbidden") return { fault: said("fault_link_over") };
    if (error.code === "not_found" || error.code === "run_not_found")
      return { fault: said("fault_no_output_for_you") };
    throw error;
  }
}

/**
 * Looks up the files of ours that documents of a request name: by id, by address, by signed link, or as they stand in a
 * payload. Nothing is fetched, and of what one may not see is not told whether it is there.
 * @throws CodedError `unavailable`
 */
export async function namedFiles(
  context: Parts,
  asker: Asker,
  documents: readonly unknown[],
): Promise<NamedFiles> {
  const things = thingsIn(context, documents);
  if (things.size === 0) return noFiles;
  const found = new Map<string, Found>();
  for (const [at, [key, thing]] of [...things].entries()) {
    const isMore = at >= most;
    const one = isMore ? { fault: said("fault_many_files", { most }) } : await find(context, asker, thing);
    // What is nobody's here is somebody's elsewhere.
    if ("ref" in one || thing.sure) found.set(key, one);
  }
  return {
    refOf(value) {
      const thing = ownThing(context, value);
      const known = thing && found.get(keyOfThing(thing));
      if (!known) return null;
      return "ref" in known ? known.ref : known.fault;
    },
    async adopt() {
      for (const one of found.values()) if ("ref" in one && one.copy) await takeCopy(context, one.copy);
    },
  };
}
