import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { providerFolders } from "./all";
import { providerContract, type TestServer, type Trouble } from "./contract-suite";
import { echo } from "./fixtures/echo";

const root = join(import.meta.dirname, "..", "..");

/** Says back what it is sent, unless it runs into trouble. */
async function start(): Promise<TestServer> {
  let asked = 0;
  const troubles: Trouble[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    asked += 1;
    const trouble = troubles.shift();
    if (trouble === "lost") response.destroy();
    else if (trouble === "busy") response.writeHead(429, { "retry-after": "1" }).end("too many");
    else if (trouble === "invalid") response.writeHead(400).end("not like that");
    else if (trouble === "gateway") response.writeHead(502).end("bad gateway");
    else response.end(Buffer.concat(chunks));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let closed: Promise<unknown> | null = null;
  return {
    environment: { ECHO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/echo` },
    asked: () => asked,
    next: (trouble) => void troubles.push(trouble),
    async close() {
      server.closeAllConnections();
      if (closed === null) {
        closed = once(server, "close");
        server.close();
      }
      await closed;
    },
  };
}

test("the provider in the document is the one that is tested", () => {
  const document = readFileSync(join(root, "docs/add-a-provider.md"), "utf8");
  const source = readFileSync(join(root, "lib/providers/fixtures/echo.ts"), "utf8");
  expect(document).toContain(`\`\`\`ts\n${source}\`\`\``);
});

test("a provider that is registered is in the catalogue, is signed for, and answers", async () => {
  const server = await start();
  onTestFinished(() => server.close());
  await using world = await TestEngine.start({
    providerFolders: [...providerFolders, echo],
    environment: server.environment,
  });
  const { run_id, status, cost } = await world.create({
    model: "echo:echo/text",
    prompt: "hello, quay",
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  expect([status, cost?.amount, server.asked()]).toEqual(["awaiting_human", 0.01, 0]);
  await approveReview(world.context, run_id, by(reviewerAnn), {});
  expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
  expect((await world.show(run_id)).result).toBe("hello, quay");
  expect(server.asked()).toBe(1);
});

providerContract({ folder: echo, start });
