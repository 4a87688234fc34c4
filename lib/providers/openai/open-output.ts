import { Readable } from "node:stream";
import { said } from "@/lib/contracts/sentences";
import type { OutputFile } from "../contract";
import { fetchGuarded } from "../fetch-guarded";
import { ProviderError } from "../provider-error";

/**
 * Reads a picture out of the answer itself, or where a compatible server keeps it, fetched as any address of a
 * stranger's is. Throws a `ProviderError` when it cannot be had.
 */
export async function openOpenAiOutput(
  { url }: OutputFile,
  privateHosts: readonly string[],
  signal: AbortSignal,
): Promise<Response> {
  if (url.startsWith("data:")) {
    // `fetch` decodes data: addresses itself, without a network.
    return fetch(url).catch((cause: unknown) => {
      throw new ProviderError("permanent", said("output_inline_unreadable"), { cause });
    });
  }
  const file = await fetchGuarded(url, { privateHosts, signal });
  if (typeof file === "string") {
    const passing = file === "unreachable" || file === "too_slow";
    throw new ProviderError(
      passing ? "temporary" : "permanent",
      said("file_not_had", { field: "output", problem: file }),
    );
  }
  const body = Readable.toWeb(Readable.from(file.body)) as ReadableStream<Uint8Array>;
  return new Response(body, { headers: file.contentType ? { "content-type": file.contentType } : {} });
}
