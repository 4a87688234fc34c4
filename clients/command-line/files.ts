import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import type { Command } from "commander";
import { connect } from "./connection";
import { exit, Stop } from "./stop";
import { plain } from "./tell";

export function addFiles(program: Command): void {
  program
    .command("files")
    .description("files that runs may name")
    .command("put <file...>")
    .description("upload files of up to 100 MiB; their ids stand for them in attachments and payloads")
    .action(async (paths: string[], _, command: Command) => {
      const { countersign } = connect(command);
      for (const path of paths) {
        const name = basename(path);
        const kept = await countersign.files.put(await streamOf(path, name), name);
        if (command.optsWithGlobals().json) console.log(JSON.stringify(kept));
        else console.log(plain(`${kept.id}  ${kept.bytes} bytes  ${kept.content_type}  ${kept.name}`));
      }
    });
}

/** The file's bytes; how far they are is told on a terminal. */
async function streamOf(path: string, name: string): Promise<ReadableStream<Uint8Array>> {
  const { size } = await stat(path).catch((error: Error) => {
    throw new Stop(`${path} cannot be read: ${error.message}`, exit.misunderstood);
  });
  const bytes = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
  if (!process.stderr.isTTY) return bytes;
  let sent = 0;
  return bytes.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        sent += part.length;
        process.stderr.write(`\r${plain(name)} ${Math.floor((100 * sent) / Math.max(size, 1))} %`);
        controller.enqueue(part);
      },
      flush: () => void process.stderr.write("\n"),
    }),
  );
}
