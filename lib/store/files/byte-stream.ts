import { ReadableStream as NodeStream } from "node:stream/web";

/**
 * Bytes as a web stream that reads only as fast as it is read, and lets go of the source when its reader leaves.
 * Not `Readable.toWeb`: on Node 20 that brings the process down when a reader leaves in the middle of a chunk.
 */
export function byteStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  // Guarantee: Node's class is the global one; only their declarations differ.
  return NodeStream.from(chunks) as ReadableStream<Uint8Array>;
}
