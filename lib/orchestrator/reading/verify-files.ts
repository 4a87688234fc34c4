import { createHash } from "node:crypto";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import type { StoredFile } from "@/lib/store/files/artifact-storage";
import { FileGone, StorageTrouble } from "@/lib/store/files/storage-trouble";
import { artifactsOf } from "@/lib/store/runs/artifacts";
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
 * Hashes the output files of a run again.
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
  return null;
}
