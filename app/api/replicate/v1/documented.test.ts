import { readFileSync } from "node:fs";
import Replicate from "replicate";
import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";

const { app, ann, nobody, fetch: reach } = await testApi();
const { authorization, id: keyId } = await testKey(app, "requester");
const key = authorization.replace("Bearer ", "");
const page = readFileSync("docs/replicate.md", "utf8");
const exampleIn = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([^\`]*)\`\`\``).exec(page)?.[1] ?? "";

/** A reviewer who approves what the key asks for next. */
async function approveNext(): Promise<void> {
  const waiting = () => app.db.prisma.run.findFirst({ where: { ownerId: keyId, status: "awaiting_human" } });
  await expect.poll(waiting, { timeout: 20_000 }).not.toBeNull();
  await ann.decide((await waiting())?.id ?? "", "approve");
}

test("the page's JavaScript gets its picture", async () => {
  /** The official client, on this process in place of a network. */
  class Reaching extends Replicate {
    constructor(options: ConstructorParameters<typeof Replicate>[0]) {
      super({ ...options, fetch: reach });
    }
  }
  const body = `return (async () => { ${exampleIn("js")} return picture; })();`;
  const run: (client: typeof Replicate, process: object) => Promise<unknown> = Object(
    new Function("Replicate", "process", body),
  );
  const [picture] = await Promise.all([run(Reaching, { env: { COUNTERSIGN_KEY: key } }), approveNext()]);
  expect(String(picture)).toMatch(/\/outputs\/0\?expires=\d+&signature=/);
});

test("the page's curl gets its prediction", async () => {
  const example = exampleIn("sh").replace("$KEY", key);
  const [, address = ""] = /curl -s localhost:3000(\S+)/.exec(example) ?? [];
  const headers = [...example.matchAll(/-H ["']([\w-]+): ([^"']+)["']/g)].map(
    ([, name = "", value = ""]) => [name, value] as [string, string],
  );
  const [, body = ""] = /-d '([^']+)'/.exec(example) ?? [];
  const [response] = await Promise.all([
    nobody.send("POST", address, { headers: Object.fromEntries(headers), body }),
    approveNext(),
  ]);
  expect([response.status, (await response.json()).status]).toEqual([201, "succeeded"]);
});
