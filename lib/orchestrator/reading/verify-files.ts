import { createHash } from "node:crypto";
import { fileKey, isFileRef } from "@/lib/contracts/is-file-ref";
import { parseJson } from "@/lib/contracts/json-text";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import { placedIn } from "@/lib/core/sealed/sealed-in";
import { bodiesOfRun } from "@/lib/store/attempt-bodies";
import type { StoredFile } from "@/lib/store/files/artifact-storage";
import { FileGone, StorageTrouble } from "@/lib/store/files/storage-trouble";
import { artifactsOf } from "@/lib/store/runs/artifacts";
import { payloadTexts } from "@/lib/store/runs/revisions";
import { fileOfRun } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { storageRetrySeconds } from "../limits";

type Parts = Pick<Context, "db" | "artifacts">;

/**
 * What a kept file is now; null when it is gone.
 * @throws CodedError `unavailable` when the storage does not answer: that is no sign of tampering
 */
async function present(
  { artifacts }: Pick<Parts, "artifacts">,
  storageKey: string,
): Promise<Pick<StoredFile, "bytes" | "sha256"> | null> {
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const part of await artifacts.read(storageKey)) {
      hash.update(part);
      bytes += part.length;
    }
    return { bytes, sha256: hash.digest("hex") };
  } catch (error) {
    if (error instanceof FileGone) return null;
    if (!(error instanceof StorageTrouble)) throw error;
    throw new CodedError("unavailable", "The storage of output files does not answer. Try again.", {
      retryAfterSeconds: storageRetrySeconds,
    });
  }
}

/**
 * Hashes the output files of a run again, and those that its payloads name.
 * @returns why the first of them is not what was kept; null when all are
 * @throws CodedError `unavailable`
 */
export async function wrongFile(parts: Parts, runId: string): Promise<Said | null> {
  const rows = await artifactsOf(parts.db.prisma, runId);
  for (const { storageKey, sha256, bytes, index } of rows) {
    const file = await present(parts, storageKey);
    if (file === null) return said("log_file_gone", { index });
    if (file.sha256 !== sha256 || file.bytes !== bytes) return said("log_file_differs", { index });
  }
  return wrongInput(parts, runId);
}

/** By what the payloads say of them, and not by their rows: the log vouches for the payloads. */
async function wrongInput(parts: Parts, runId: string): Promise<Said | null> {
  const texts = await payloadTexts(parts.db.prisma, runId);
  const named = texts.filter((text) => text.includes(`"${fileKey}"`)).map((text) => parseJson(text));
  const refs = new Map(placedIn(named, isFileRef).map(({ value }) => [value.$file + value.sha256, value]));
  if (refs.size === 0) return null;
  const sent = new Set((await bodiesOfRun(parts.db.prisma, runId)).flatMap(Object.keys));
  for (const { $file, sha256, name } of refs.values()) {
    const row = await fileOfRun(parts.db.prisma, $file, runId);
    // One that was nobody's by the time it was named never became the run's, and was not sent.
    if (row === null && !sent.has($file)) continue;
    const file = row && (await present(parts, row.storageKey));
    if (file?.sha256 !== sha256) return said("log_input_differs", { name });
  }
  return null;
}
