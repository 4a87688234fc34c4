import { openAsBlob } from "node:fs";
import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { said } from "@/lib/contracts/sentences";
import type { CallFile, UploadedAt } from "../contract";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";

/** A file as Replicate answers it (`schemas_file_response` of its description), as far as anything hangs on it. */
const ReplicateFile = z.looseObject({
  id: z.string().min(1).max(300),
  size: z.number().nullish().catch(null),
  urls: z.looseObject({ get: z.url({ protocol: /^https?$/ }).max(2_000) }),
  expires_at: z.string().nullish().catch(null),
});

const uploadFolders = "countersign-upload-";
/** No upload takes so long, in milliseconds. */
const longestUpload = 3_600_000;

/** Removes what uploads of processes that died have left on this machine. */
export async function sweepUploads(now: Date): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((one) => one.startsWith(uploadFolders))) {
    const path = join(tmpdir(), name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    // Another user's stays.
    if (mtimeMs + longestUpload < now.getTime())
      await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Uploads a file by Replicate's own files API (https://replicate.com/docs/reference/http#files.create). It is laid down
 * on disk on its way, for the client wants to know its length, and never stands in memory whole.
 * @throws ProviderError `temporary` or `permanent`; whatever `file.read` throws
 */
export async function uploadToReplicate(ask: Ask, file: CallFile, signal: AbortSignal): Promise<UploadedAt> {
  const folder = await mkdtemp(join(tmpdir(), uploadFolders));
  const path = join(folder, "file");
  try {
    const target = await open(path, "wx");
    try {
      for await (const chunk of file.read()) {
        if (signal.aborted) throw new ProviderError("temporary", said("too_slow"), { elsewhere: true });
        await target.writeFile(chunk);
      }
    } finally {
      await target.close();
    }
    const blob = await openAsBlob(path, { type: file.contentType });
    const answer = await ask.read(
      "read",
      ReplicateFile,
      "a file",
      { method: "POST", path: "/files", file: { blob, name: file.name } },
      signal,
    );
    if (answer.size != null && answer.size !== file.bytes)
      throw new ProviderError("temporary", said("file_cut_short", { name: file.name }));
    const until = answer.expires_at ?? null;
    const expiresAt = until !== null && !Number.isNaN(Date.parse(until)) ? until : null;
    return { address: answer.urls.get, expiresAt };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
