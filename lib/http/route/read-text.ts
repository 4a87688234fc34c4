import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { maxBodyBytes } from "../limits";

/** The body as text; over the limit it is refused while it streams, before anything is parsed. */
export async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge();
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    throw refusal("validation_error", said("body_compressed", { encoding }));
  }
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await next(reader); !part.done; part = await next(reader)) {
    bytes += part.value.byteLength;
    if (bytes > maxBodyBytes) {
      // Not awaited: a sender that never ends must not hold the answer back.
      void reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refusal("validation_error", said("body_no_utf8"));
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch {
    throw refusal("validation_error", said("body_broken_off"));
  }
}

function tooLarge(): CodedError {
  return new CodedError("payload_too_large", `A body may have at most ${maxBodyBytes} bytes (1 MiB).`);
}
