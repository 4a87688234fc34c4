import { openAsBlob } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
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

/**
 * Uploads a file by Replicate's own files API (https://replicate.com/docs/reference/http#files.create). It is laid down
 * on disk on its way, for the client wants to know its length, and never stands in memory whole.
 * @throws ProviderError `temporary` or `permanent`; whatever `file.read` throws
 */
export async function uploadToReplicate(ask: Ask, file: CallFile, signal: AbortSignal): Promise<UploadedAt> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-upload-"));
  const path = join(folder, "file");
  try {
    const target = await open(path, "wx");
    try {
      for await (const chunk of file.read()) {
        signal.throwIfAborted();
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
