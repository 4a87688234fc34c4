import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { preview } from "vite";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { buildStage } from "./build-stage";

/** The address of the stage for whoever asks; it is built when somebody does, once for all. */
export interface StageServer {
  url: string;
  close: () => Promise<void>;
}

async function openStage() {
  const outDir = scratchFolder("countersign-stage-");
  await buildStage(outDir);
  const server = await preview({
    configFile: false,
    logLevel: "error",
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  return {
    url: server.resolvedUrls?.local[0] ?? "",
    async close() {
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/** Leads whoever comes to the stage, and builds it for the first of them: runs of other tests alone need none. */
export async function startStageServer(): Promise<StageServer> {
  let stage: ReturnType<typeof openStage> | undefined;
  const door = createServer((_, response) => {
    stage ??= openStage();
    stage.then(
      ({ url }) => response.writeHead(302, { location: url }).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    async close() {
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await (await stage?.catch(() => undefined))?.close();
    },
  };
}
