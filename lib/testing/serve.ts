import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "better-auth/node";
import { afterAll } from "vitest";

/** Serves an API at an address of this machine, for programs of others, until the test file ends. Gives the address. */
export async function serve(reach: typeof fetch): Promise<string> {
  const server = createServer(toNodeHandler((request) => reach(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
