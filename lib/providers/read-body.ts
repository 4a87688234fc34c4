/** A body as far as it was read. */
export interface ReadBody {
  text: string;
  /** Why it is not whole, as the end of a sentence; null when it is. */
  broken: string | null;
}

/**
 * Reads a body to its end, or to `most` bytes, whatever its headers say of its length. Never throws: who sent headers
 * did answer, also when the rest breaks off, does not come in time, or does not end.
 */
export async function readBody(response: Response, most: number): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let broken: string | null = null;
  const reader = response.body?.getReader();
  try {
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > most) {
        broken = `its body is larger than ${Math.floor(most / 1024 / 1024)} MiB`;
        break;
      }
      chunks.push(value);
    }
  } catch (error) {
    const late = error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");
    broken = late ? "its body did not come to an end in time" : "its body broke off";
  }
  if (broken !== null) await reader?.cancel().catch(() => undefined);
  return { text: new TextDecoder().decode(Buffer.concat(chunks)), broken };
}
