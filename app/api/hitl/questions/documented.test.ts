import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";
import { deskAt } from "@/examples/desk";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";

const { app, ann, nobody, fetch: reach } = await testApi();
const { authorization, id: keyId } = await testKey(app, "requester");
const key = authorization.replace("Bearer ", "");
const page = readFileSync("docs/questions.md", "utf8");
/** A fence may be indented; what is in it may have backticks of its own. */
const examplesIn = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\\n *\`\`\``, "gs"))].map(
    ([, example = ""]) => example,
  );

/** Runs an example of TypeScript as the body of a function. */
function run(example: string, given: Record<string, unknown>): unknown {
  const typed = `async function example(${Object.keys(given)}) { ${example} }`;
  const { code } = transformSync(typed, { loader: "ts" });
  return new Function(...Object.keys(given), `${code}; return example(${Object.keys(given)});`)(
    ...Object.values(given),
  );
}

/** As curl sends it. */
function sent(example: string): Promise<Response> {
  const [, address = ""] = /curl -s localhost:3000(\S+)/.exec(example) ?? [];
  const headers = [...example.matchAll(/-H ["']([\w-]+): ([^"']+)["']/g)].map(
    ([, name = "", value = ""]) => [name, value] as [string, string],
  );
  const body = /-d '([^']+)'/.exec(example)?.[1];
  const method = body === undefined ? "GET" : "POST";
  return nobody.send(method, address, { headers: Object.fromEntries(headers), ...(body && { body }) });
}

test("the page's curl asks, and waits for the answer", async () => {
  const [asking = "", waiting = ""] = examplesIn("sh");
  const asked = await sent(asking.replace("$KEY", key));
  expect(asked.status).toBe(202);
  const { run_id: id } = await asked.json();
  const answering = sent(waiting.replace("$KEY", key).replace("$ID", id));
  await ann.decide(id, "edit", { edits: { payload: { amount: 25 } } });
  const { result } = await (await answering).json();
  const [shown = ""] = examplesIn("json");
  const told = JSON.parse(shown);
  expect(Object.keys(result)).toEqual(Object.keys(told));
  expect({ ...result, receipt: told.receipt }).toEqual(told);
});

test("the page's TypeScript goes on with what was signed", async () => {
  const [example = ""] = examplesIn("ts");
  const sentOn: unknown[] = [];
  const at = (to: { url: string; key: string }) => deskAt({ ...to, fetch: reach });
  const done = run(example, { deskAt: at, key, send: (given: unknown) => sentOn.push(given) });
  const waiting = () => app.db.prisma.run.findFirst({ where: { ownerId: keyId, status: "awaiting_human" } });
  await expect.poll(waiting).not.toBeNull();
  await ann.decide((await waiting())?.id ?? "", "approve");
  await done;
  expect(sentOn).toEqual([{ customer: "ito", amount: 40 }]);
});

test("the page's node of LangGraph does what its answer says", async () => {
  const [, example = ""] = examplesIn("ts");
  const node = (answer: object) => run(example, { customer: "ito", interrupt: () => answer });
  const signed = { customer: "ito", amount: 25 };
  expect(await node({ decision: "approved", arguments: signed })).toEqual({ sent: "25 to ito" });
  expect(await node({ decision: "none", status: "expired" })).toEqual({ sent: "nothing" });
});

test("the page's configuration leads to the server of the Model Context Protocol", async () => {
  const [, example = ""] = examplesIn("json");
  const { url, headers } = JSON.parse(example).mcpServers.countersign;
  const ping = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
  const response = await nobody.send("POST", new URL(url).pathname, {
    headers: {
      ...{ "content-type": "application/json", accept: "application/json, text/event-stream" },
      authorization: headers.Authorization.replace("cs_…", key),
    },
    body: ping,
  });
  const text = await response.text();
  for (const [, tool] of page.matchAll(/^\| `(\w+_\w+)` \| (?:asks|`\{|the body)/gm))
    expect(text).toContain(`"${tool}"`);
});
