import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { revokeKey } from "@/lib/services/people/revoke-key";
import { Client, testApi } from "@/lib/testing/api";
import { testAdmin, testKey, testPerson } from "@/lib/testing/app";

const { app, rita, rob, ann, ada, nobody, rows } = await testApi();
const { run_id } = await rita.create();

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const methods: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const values: Record<string, string> = {
  id: run_id,
  index: "0",
  number: "1",
  provider: "sandbox",
  owner: "sandbox",
  name: "image",
  session: "session_x",
};

/** Every address there is a route file for; a route that is added later is among them by itself. */
const addresses = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)route\.ts$/.test(path) && !path.includes("[..."))
  .map((path) => path.replace(/\/route\.ts$/, ""))
  .map((path) => `/api/${path.replace(/\[(\w+)\]/g, (_, name: string) => values[name] ?? "x")}`);

/** What answers without a principal; the webhook is signed instead. */
const open = new Set([
  "GET /api/health/live",
  "GET /api/health/ready",
  "GET /api/openapi.json",
  "GET /api/hitl/keys.json",
  "GET /api/setup",
  "POST /api/setup",
  "POST /api/password",
  "POST /api/webhooks/sandbox",
]);

async function statusOf(client: Client, method: Method, path: string, body: unknown = {}): Promise<number> {
  const init = method === "GET" ? {} : { body: JSON.stringify(body) };
  const headers = { "content-type": "application/json" };
  const response = await client.send(method, path, { ...init, headers });
  await response.body?.cancel();
  return response.status;
}

const run = `/api/hitl/runs/${run_id}`;
const model = "sandbox:sandbox/image";
/** The least role for each, and a body that is as it should be. */
const least: [string, Method, string, unknown?][] = [
  ["requester", "GET", "/api/me"],
  ["requester", "GET", "/api/hitl/runs"],
  ["requester", "POST", "/api/hitl/runs", { prompt: "x", model }],
  ["requester", "POST", "/api/hitl/preview", { prompt: "x", model }],
  ["requester", "GET", "/api/hitl/events"],
  ["requester", "GET", "/api/hitl/providers"],
  ["requester", "GET", "/api/hitl/models"],
  ["requester", "GET", "/api/hitl/models/sandbox/sandbox/image"],
  ["requester", "GET", run],
  ["requester", "GET", `/api/hitl/questions/${run_id}`],
  ["requester", "POST", "/api/mcp", { jsonrpc: "2.0", id: 1, method: "ping" }],
  ["requester", "GET", `${run}/events`],
  ["requester", "GET", `${run}/evidence`],
  ["requester", "GET", `${run}/revisions`],
  ["requester", "GET", `${run}/receipts`],
  ["requester", "GET", `${run}/revisions/1`],
  ["requester", "POST", `${run}/comments`, { message: "x" }],
  ["reviewer", "GET", "/api/hitl/runs/waiting"],
  ["reviewer", "POST", `${run}/claim`],
  ["reviewer", "POST", `${run}/release`],
  ["reviewer", "POST", `${run}/approve`, { approval_token: "none" }],
  ["reviewer", "POST", `${run}/edit`, { approval_token: "none", edits: { payload: {} } }],
  ["reviewer", "POST", `${run}/reject`, { approval_token: "none", reason: "x" }],
  ["reviewer", "POST", `${run}/retry`, { approval_token: "none" }],
  ["reviewer", "POST", "/api/hitl/decisions", { action: "approve", runs: [{ run_id, approval_token: "x" }] }],
  ["admin", "POST", "/api/hitl/models", { provider: "nobody", name: "a/b" }],
  ["admin", "POST", "/api/hitl/audit/verify"],
  ["admin", "GET", "/api/hitl/budgets"],
  ["admin", "GET", "/api/hitl/policies"],
  ["admin", "POST", "/api/hitl/policies", { name: "x", demand: {} }],
  ["admin", "PATCH", "/api/hitl/policies/rule_x", { enabled: false }],
  ["admin", "DELETE", "/api/hitl/policies/rule_x"],
  ["admin", "POST", "/api/hitl/policies/rule_x/move", { before: null }],
  ["admin", "POST", "/api/hitl/policies/try", { run: { prompt: "x", model } }],
  ["admin", "GET", "/api/keys"],
  ["admin", "POST", "/api/keys", { name: "x", role: "requester" }],
  ["admin", "PATCH", "/api/keys/key_x", { name: "x" }],
  ["admin", "DELETE", "/api/keys/key_x"],
  ["admin", "GET", "/api/people"],
  ["admin", "POST", "/api/people", { name: "" }],
  ["admin", "PATCH", "/api/people/user_x"],
];

describe("nobody", () => {
  const signedIn = async (change: { session?: { expiresAt: Date }; user?: { banned: boolean } }) => {
    const person = await testPerson(app, "admin");
    const where = { userId: person.id };
    if (change.session) await app.db.prisma.session.updateMany({ where, data: change.session });
    if (change.user) await app.db.prisma.user.update({ where: { id: person.id }, data: change.user });
    return new Client("", { cookie: person.cookie });
  };

  test("is who sends nothing, a revoked or a made-up key, an expired session, or was disabled: at every address", async () => {
    const revoked = await testKey(app, "admin");
    await revokeKey(app, testAdmin, revoked.id, new Date());
    const strangers: Record<string, Client> = {
      "without a key": nobody,
      "with a revoked key": new Client("", { authorization: revoked.authorization }),
      "with a made-up key": new Client("", { authorization: "Bearer cs_x" }),
      "with an expired session": await signedIn({ session: { expiresAt: new Date(0) } }),
      "who was disabled": await signedIn({ user: { banned: true } }),
    };
    const before = await rows();
    for (const [who, client] of Object.entries(strangers)) {
      for (const address of addresses) {
        for (const method of methods) {
          // A stream's address is signed, and says so where it is not.
          if (
            open.has(`${method} ${address}`) ||
            /^GET .*\/predictions\/[^/]*\/stream$/.test(`${method} ${address}`)
          )
            continue;
          expect([401, 405], `${method} ${address} ${who}`).toContain(
            await statusOf(client, method, address),
          );
        }
      }
    }
    expect(await rows()).toEqual(before);
  });
});

describe.each(least)("least %s: %s %s", (role, method, path, body) => {
  test("is taken from that role on, and from nobody below", async () => {
    const clients = [rita, ann, ada];
    const first = ["requester", "reviewer", "admin"].indexOf(role);
    for (const [rank, client] of clients.entries()) {
      const status = await statusOf(client, method, path, body);
      if (rank < first) expect(status).toBe(403);
      else expect([401, 403]).not.toContain(status);
    }
  });
});

test("another requester's run is not found, or not theirs to decide, at every address below it", async () => {
  const below = addresses.filter((address) => address.startsWith(run));
  expect(below.length).toBeGreaterThan(10);
  for (const address of below) {
    for (const method of methods) {
      const status = await statusOf(rob, method, address);
      expect([400, 403, 404, 405], `${method} ${address}`).toContain(status);
    }
  }
});

test("no GET changes anything (law 9)", async () => {
  const before = await rows();
  for (const address of addresses) await statusOf(ada, "GET", address);
  expect(await rows()).toEqual(before);
});
