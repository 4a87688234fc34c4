import { Readable } from "node:stream";
import Busboy, { type BusboyFileStream } from "@fastify/busboy";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { byteStream } from "@/lib/store/files/byte-stream";

/** A file as a request brings it: its bytes are still on their way. */
export interface ReceivedFile {
  body: ReadableStream<Uint8Array>;
  name: string;
  contentType: string | null;
}

/** What a form may have beside its file. */
const formLimits = {
  files: 3,
  fields: 10,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  headerPairs: 20,
} as const;
const mostBeside = 64 * 1024;

function brokenOff(): Error {
  return Object.assign(new Error("The body broke off"), { code: "BROKEN_OFF" });
}

/** The bytes of a request's body; that it ends too early is an error, whatever the framework makes of it. */
async function* bytesOf({ body, headers }: Request): AsyncGenerator<Uint8Array> {
  const told = headers.get("content-length");
  let bytes = 0;
  const reader = body?.getReader();
  try {
    for (;;) {
      const part = await reader?.read().catch(() => {
        throw brokenOff();
      });
      if (part === undefined || part.done) break;
      bytes += part.value.byteLength;
      yield part.value;
    }
    if (told !== null && bytes < Number(told)) throw brokenOff();
  } finally {
    // Not awaited: a sender that never ends must not hold the answer back.
    void reader?.cancel().catch(() => undefined);
  }
}

async function* within(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield new Uint8Array(chunk);
}

async function smallText(stream: BusboyFileStream): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of within(stream)) {
    bytes += chunk.byteLength;
    if (bytes <= mostBeside) chunks.push(chunk);
  }
  return bytes > mostBeside ? "" : Buffer.concat(chunks).toString("utf8");
}

/** What came of a form: what was made of its file, and its other parts as texts. */
interface ReceivedForm<Kept> {
  kept: Kept;
  fields: ReadonlyMap<string, string>;
}

/** Reads a form as it comes; its file goes on while it does, and is not kept where the form breaks off within it. */
async function receiveForm<Kept>(
  request: Request,
  part: string,
  keep: (file: ReceivedFile) => Promise<Kept>,
): Promise<ReceivedForm<Kept>> {
  const fields = new Map<string, string>();
  const form = formReader(request);
  const source = Readable.from(bytesOf(request));
  const streams: BusboyFileStream[] = [];
  const beside: Promise<unknown>[] = [];
  let keeping: Promise<Kept> | null = null;
  const ended = new Promise<void>((resolve, reject) => {
    form.on("field", (name, value) => void fields.set(name, value));
    form.on("file", (name, stream, filename, _, contentType) => {
      streams.push(stream);
      // Whoever reads it hears of an error, too; without a listener it would end the process.
      stream.on("error", reject);
      if (name === part && keeping === null) {
        keeping = keep({ body: byteStream(within(stream)), name: filename ?? "", contentType });
        // Nothing more is read of a file that is refused.
        keeping.catch(reject);
      } else beside.push(smallText(stream).then((text) => fields.set(name, text), reject));
    });
    form.on("finish", resolve);
    form.on("error", reject);
    source.on("error", reject);
  });
  source.pipe(form);
  const letGo = () => {
    source.unpipe(form);
    source.destroy();
    for (const stream of streams) stream.destroy(brokenOff());
  };
  try {
    await ended;
    await Promise.all(beside);
  } catch (error) {
    letGo();
    // What is being kept of it hears so by its stream, and takes back what it wrote.
    await Promise.resolve(keeping).catch(() => undefined);
    throw error instanceof CodedError ? error : refusal("validation_error", said("body_broken_off"));
  }
  if (keeping === null) throw refusal("validation_error", said("form_without_file", { part }));
  return { kept: await keeping, fields };
}

function formReader({ headers }: Request) {
  try {
    return new Busboy({
      headers: { "content-type": headers.get("content-type") ?? "" },
      limits: formLimits,
      isPartAFile: (_, __, filename) => filename !== undefined,
    });
  } catch {
    throw refusal("validation_error", said("form_unreadable"));
  }
}

/**
 * Takes a file in: the part of a form, or the body itself. Nothing of it stands in memory whole.
 * @param part what the file is called in a form
 * @param name of a file that is the body
 * @param keep begins before the file is here, and reads it to its end
 * @throws CodedError `validation_error` for a body that is compressed, empty, breaks off, or is a form without the part,
 *   `payload_too_large` by what is said of its length, and whatever `keep` throws
 */
export async function receiveFile<Kept>(
  request: Request,
  { part, name, most }: { part: string; name: string; most: number },
  keep: (file: ReceivedFile) => Promise<Kept>,
): Promise<ReceivedForm<Kept>> {
  const { headers } = request;
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding.toLowerCase() !== "identity")
    throw refusal("validation_error", said("body_compressed", { encoding }));
  // A form is a little longer than its file.
  if (Number(headers.get("content-length") ?? 0) > most + 1024 * 1024)
    throw new CodedError("payload_too_large", `A file may have at most ${most} bytes (100 MiB).`);
  const contentType = headers.get("content-type");
  if (/^multipart\/form-data\b/i.test(contentType ?? "")) return receiveForm(request, part, keep);
  const kept = await keep({ body: byteStream(bytesOf(request)), name, contentType });
  return { kept, fields: new Map() };
}
