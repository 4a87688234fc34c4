import { createHash } from "node:crypto";
import { knownError } from "@/lib/core/known-error";

/** The first bytes that are kept to tell what kind of file it is. */
const headBytes = 4100;

/** A stream is longer than may be kept; trying again cannot help. */
export class FileTooLarge extends knownError("FileTooLarge") {
  constructor(readonly maxBytes: number) {
    super(`The file is larger than ${maxBytes} bytes`);
  }
}

/** What a stream turned out to be, complete once it has been read to its end. */
export interface Measure {
  bytes: number;
  head: Uint8Array;
  sha256(): string;
}

/**
 * Passes a stream on and measures it on its way, one chunk in memory at a time.
 * @throws FileTooLarge from the stream, as soon as it is longer than `maxBytes`
 */
export function measured(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): { chunks: AsyncGenerator<Uint8Array>; measure: Measure } {
  const hash = createHash("sha256");
  const measure = { bytes: 0, head: new Uint8Array(0), sha256: () => hash.copy().digest("hex") };
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      measure.bytes += chunk.byteLength;
      if (measure.bytes > maxBytes) throw new FileTooLarge(maxBytes);
      if (measure.head.byteLength < headBytes) {
        measure.head = new Uint8Array(Buffer.concat([measure.head, chunk]).subarray(0, headBytes));
      }
      hash.update(chunk);
      yield chunk;
    }
  }
  return { chunks: pass(), measure };
}
