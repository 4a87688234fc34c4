import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** Files of somebody else, as requests name them. */
export interface FileServer {
  host: string;
  /** Puts a file there. @returns its address */
  put(name: string, file: { type: string; body: Buffer }): string;
  /** Who asked for files, by the name they gave themselves. */
  readonly askers: string[];
  close(): Promise<void>;
}

export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, { type: string; body: Buffer }>();
  const askers: string[] = [];
  const server = createServer((request, response) => {
    askers.push(request.headers["user-agent"] ?? "");
    const file = files.get(request.url ?? "");
    if (file) response.writeHead(200, { "content-type": file.type }).end(file.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    put(name, file) {
      files.set(`/${name}`, file);
      return `http://${host}/${name}`;
    },
    askers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A picture of two halves, so that one sees whether it is whole. */
export async function aPicture(width: number, height: number): Promise<Buffer> {
  const half = { width, height: Math.round(height / 2), channels: 3 as const, background: "#c2410c" };
  return sharp({ create: { width, height, channels: 3, background: "#1d4ed8" } })
    .composite([{ input: { create: half }, top: 0, left: 0 }])
    .png()
    .toBuffer();
}
