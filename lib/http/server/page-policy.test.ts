import { once } from "node:events";
import { request as ask, createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { closeIn, nonceHeader } from "./page-policy";

let publicUrl: string | null = null;
const server = createServer((request, response) => {
  closeIn(request, response, publicUrl);
  response.end(JSON.stringify(request.headers));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => void server.close());

async function get(path: string, headers: Record<string, string> = {}) {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const sent = ask({ host: "127.0.0.1", port, path, headers });
  sent.end();
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { headers: response.headers, seen: JSON.parse(Buffer.concat(chunks).toString()) };
}

test("an inline script without the page's nonce is never allowed, and no nonce is given twice", async () => {
  const pages = [await get("/runs"), await get("/runs")];
  const policies = pages.map(({ headers }) => String(headers["content-security-policy"]));
  for (const [at, policy] of policies.entries()) {
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
    expect(policy).toContain(`'nonce-${pages[at]?.seen[nonceHeader]}'`);
    expect(policy).toContain("frame-ancestors 'none'");
  }
  expect(new Set(policies).size).toBe(2);
});

test("a client never chooses the nonce", async () => {
  const forged = { "content-security-policy": "script-src 'nonce-mine'", [nonceHeader]: "mine" };
  const { seen } = await get("/runs", forged);
  expect([seen["content-security-policy"], seen[nonceHeader]].join()).not.toContain("mine");
});

test("a browser that came by https stays with it, and one that cannot is not told to", async () => {
  expect((await get("/runs")).headers).not.toHaveProperty("strict-transport-security");
  publicUrl = "http://sign.internal";
  expect((await get("/runs")).headers).not.toHaveProperty("strict-transport-security");
  publicUrl = "https://sign.example";
  for (const path of ["/runs", "/api/me"])
    expect((await get(path)).headers).toHaveProperty("strict-transport-security", "max-age=31536000");
});
