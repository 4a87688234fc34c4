import { expect, test } from "@playwright/test";
import { newerNode, type OtherNode } from "./support/other-node";
import { apiKey, startApp } from "./support/server";

// Every test starts a server of its own.
test.slow();

const here = process.versions.node;

/** Gives that Node.js, or skips the test where npm can reach nothing; where everything is built anew that is a fault. */
async function nodeOrSkip(version: string): Promise<OtherNode> {
  if (here.startsWith(`${version.split(".")[0]}.`)) return { path: process.execPath, env: {} };
  try {
    return await newerNode(version);
  } catch (error) {
    test.skip(!process.env.CI, `npm could not get Node.js ${version} here, so nothing was tried with it`);
    throw error;
  }
}

for (const version of ["22.23.3", "24.21.0"]) {
  const [major] = version.split(".");
  test(`Node.js ${major} starts it, and signs a run`, async () => {
    const node = await nodeOrSkip(version);
    const server = await startApp({ ...node.env, SANDBOX_DELAY_MS: "0" }, node.path);
    const call = async (path: string, body?: object, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${server.url}${path}`, {
        ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
      });
      return answer.json();
    };
    try {
      const waiting = await call("/api/hitl/runs", {
        prompt: "a red bicycle on a quay",
        model: "sandbox:sandbox/image",
        hitl_config: { policy: "require_human" },
      });
      expect(waiting).toMatchObject({ status: "awaiting_human", current_step: "payload_review" });
      const signed = await call(
        `/api/hitl/runs/${waiting.run_id}/approve`,
        { approval_token: waiting.approval_token },
        { prefer: "wait=30" },
      );
      // The provider was called, and its answer waits for the next signature.
      expect(signed).toMatchObject({ status: "awaiting_human", current_step: "response_review" });
    } finally {
      expect(await server.end()).toBe(0);
      await server.stop();
    }
  });
}

test("packages installed under another Node.js are told from a database that cannot be used", async () => {
  test.skip(!here.startsWith("20."), "what is installed from Node.js 22 on runs under all of them");
  const node = await nodeOrSkip("24.21.0");
  await expect(startApp({}, node.path)).rejects.toThrow(
    /ended with 1:\n.*Countersign did not start\. The installed packages are not for this Node\.js 24.*run `npm run up`/,
  );
});
