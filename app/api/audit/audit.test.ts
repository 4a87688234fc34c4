import { expect, test } from "vitest";
import type { AuditAction, AuditEntry } from "@/lib/contracts/audit";
import type { endpoints } from "@/lib/contracts/endpoints";
import { identity } from "@/lib/http/route/identity";
import { testApi } from "@/lib/testing/api";
import { testPerson } from "@/lib/testing/app";

const { app, ann, ada } = await testApi();
// Somebody must be left who may do all this.
await testPerson(app, "admin");

type Table = typeof endpoints;
type Changing = {
  [Id in keyof Table]: Table[Id]["method"] extends "GET" ? never : Id;
}[keyof Table];

/** What stands in the audit log afterwards, and how it is done; its answer is a good one. */
interface Audited {
  audits: AuditAction;
  act: () => Promise<Response>;
}
/** It stands elsewhere, or changes nothing; where, or why. */
interface Elsewhere {
  elsewhere: string;
}

const ofARun = { elsewhere: "The run's own log tells it" };
const nothing = { elsewhere: "It changes nothing" };
const json = { "content-type": "application/json" };

function patch(path: string, body: object): Promise<Response> {
  return ada.send("PATCH", path, { body: JSON.stringify(body), headers: json });
}

async function made(path: string, body: object): Promise<string> {
  const { id } = await (await ada.post(path, body)).json();
  return `${path}/${id}`;
}

let count = 0;
const named = () => `thing ${++count}`;
const newKey = () => made("/api/keys", { name: named(), role: "requester" });
const person = () => ({
  name: "Eve",
  email: `eve${++count}@example.com`,
  password: "correct horse battery",
  role: "reviewer",
});
const newPerson = () => made("/api/people", person());
const rule = () => ({
  name: named(),
  order: 10,
  when: { model: "a/*" },
  demand: { policy: "require_human" },
});
const newRule = () => made("/api/hitl/policies", rule());
const group = () => ({ name: named(), when: {}, members: [] });
const newGroup = () => made("/api/hitl/groups", group());
const budget = () => ({ name: named(), for: { model: "a/*" }, limit_usd: 1, period: "day" });
const newBudget = () => made("/api/hitl/budgets", budget());
const webhook = () => ({ name: named(), url: "http://127.0.0.1:9/hook?token=s3cret" });
const newWebhook = () => made("/api/hitl/webhooks", webhook());
const hold = () => ({ for: { model: `nobody/has-${++count}` }, why: "we look into it" });
const model = { provider: "replicate", model: { name: "acme/one", latest_version: "v1" } };
const modelPath = "/api/hitl/models/replicate/acme/one";

/** Every endpoint that may change something. A new one without a row is a type error. */
const rows = {
  addPerson: { audits: "person.created", act: () => ada.post("/api/people", person()) },
  changePerson: {
    audits: "person.changed",
    act: async () => patch(await newPerson(), { role: "requester" }),
  },
  setAbsence: {
    audits: "absence.set",
    act: async () =>
      ada.send("PUT", `${await newPerson()}/absence`, {
        body: JSON.stringify({ until: "2999-01-01T00:00:00Z" }),
        headers: json,
      }),
  },
  confirmMe: nothing,
  removeSecondFactor: {
    audits: "second_factor.removed",
    act: async () => {
      const { id } = await testPerson(app, "reviewer");
      await app.db.prisma.twoFactor.create({
        data: { id: `two_${++count}`, secret: "x", backupCodes: "x", userId: id },
      });
      return ada.send("DELETE", `/api/people/${id}/second_factor`);
    },
  },
  makePasswordLink: {
    audits: "password.link_made",
    act: async () => ada.post(`${await newPerson()}/password_link`),
  },
  resetPassword: { elsewhere: "app/api/password/route.test.ts" },
  endSession: {
    audits: "sessions.revoked",
    act: async () => {
      const { id } = await testPerson(app, "reviewer");
      const { data } = await (await ada.get(`/api/people/${id}/sessions`)).json();
      return ada.send("DELETE", `/api/people/${id}/sessions/${data[0].id}`);
    },
  },
  endSessions: {
    audits: "sessions.revoked",
    act: async () => ada.send("DELETE", `/api/people/${(await testPerson(app, "reviewer")).id}/sessions`),
  },
  createKey: {
    audits: "key.created",
    act: () => ada.post("/api/keys", { name: named(), role: "requester" }),
  },
  changeKey: { audits: "key.changed", act: async () => patch(await newKey(), { name: named() }) },
  revokeKey: { audits: "key.revoked", act: async () => ada.send("DELETE", await newKey()) },
  createGroup: { audits: "group.created", act: () => ada.post("/api/hitl/groups", group()) },
  changeGroup: { audits: "group.changed", act: async () => patch(await newGroup(), { name: named() }) },
  deleteGroup: { audits: "group.deleted", act: async () => ada.send("DELETE", await newGroup()) },
  createRule: { audits: "rule.created", act: () => ada.post("/api/hitl/policies", rule()) },
  changeRule: { audits: "rule.changed", act: async () => patch(await newRule(), { enabled: false }) },
  moveRule: { audits: "rule.moved", act: async () => ada.post(`${await newRule()}/move`, { before: null }) },
  deleteRule: { audits: "rule.deleted", act: async () => ada.send("DELETE", await newRule()) },
  createBudget: { audits: "budget.created", act: () => ada.post("/api/hitl/budgets", budget()) },
  changeBudget: { audits: "budget.changed", act: async () => patch(await newBudget(), { limit_usd: 2 }) },
  deleteBudget: { audits: "budget.deleted", act: async () => ada.send("DELETE", await newBudget()) },
  createWebhook: { audits: "webhook.created", act: () => ada.post("/api/hitl/webhooks", webhook()) },
  changeWebhook: {
    audits: "webhook.changed",
    act: async () => patch(await newWebhook(), { enabled: false }),
  },
  deleteWebhook: { audits: "webhook.deleted", act: async () => ada.send("DELETE", await newWebhook()) },
  rotateWebhookSecret: {
    audits: "webhook.rotated",
    act: async () => ada.post(`${await newWebhook()}/rotate`),
  },
  testWebhook: { audits: "webhook.tested", act: async () => ada.post(`${await newWebhook()}/test`) },
  resendDelivery: {
    audits: "webhook.resent",
    act: async () => {
      const { id } = await (await ada.post(`${await newWebhook()}/test`)).json();
      return ada.post(`/api/hitl/webhooks/deliveries/${id}/resend`);
    },
  },
  placeHold: { audits: "hold.placed", act: () => ada.post("/api/hitl/holds", hold()) },
  endHold: {
    audits: "hold.ended",
    act: async () => ada.send("DELETE", await made("/api/hitl/holds", hold())),
  },
  changeSettings: {
    audits: "settings.changed",
    act: () => patch("/api/settings", { require_binding: true }),
  },
  addModel: { audits: "model.added", act: () => ada.post("/api/hitl/models", model) },
  changeModel: {
    audits: "model.changed",
    act: () => patch(modelPath, { price: { amount_usd: 0.25, per: "call" } }),
  },
  removeModel: { audits: "model.removed", act: () => ada.send("DELETE", modelPath) },
  changeRollout: {
    audits: "rollout.changed",
    act: () =>
      ada.send("PUT", "/api/rollout", {
        body: JSON.stringify({ stage: "percentage", percentage: 10, why: "we begin", version: 0 }),
        headers: json,
      }),
  },
  rollBack: {
    audits: "rollout.rolled_back",
    act: () => ada.post("/api/rollout/rollback", { why: "the error rate doubled" }),
  },
  erasePerson: {
    audits: "person.erased",
    act: () => ada.post("/api/hitl/erasures", { field: "user_id", value: "nobody" }),
  },
  eraseDocuments: {
    audits: "run.erased",
    act: async () => {
      const body = { prompt: "a quay", model: "sandbox:sandbox/text", hitl_config: { policy: "auto" } };
      const created = await ada.post("/api/hitl/runs", body, { prefer: "wait=30" });
      return ada.delete(`/api/hitl/runs/${(await created.json()).run_id}/documents`, { why: "asked" });
    },
  },
  setUp: { elsewhere: "app/api/setup/route.test.ts" },
  createRun: ofARun,
  askQuestion: ofARun,
  mcp: { elsewhere: "Each tool is an address of its own, and stands where that does" },
  forkRun: ofARun,
  runOlder: ofARun,
  runOlderReviewed: ofARun,
  approveRun: ofARun,
  editRun: ofARun,
  retryRun: ofARun,
  decideMany: ofARun,
  undoDecision: ofARun,
  rejectRun: ofARun,
  cancelRun: ofARun,
  claimRun: ofARun,
  claimNextRun: ofARun,
  releaseRun: ofARun,
  commentOnRun: ofARun,
  receiveWebhook: ofARun,
  uploadFile: { elsewhere: "It is its uploader's own, and its row tells whose" },
  deleteFile: { elsewhere: "It was its uploader's own, and no run named it" },
  makeLink: nothing,
  previewRun: nothing,
  tryRules: nothing,
  simulatePolicy: nothing,
  verifyLog: nothing,
} as const satisfies Record<Changing, Audited | Elsewhere>;

async function entries(query = ""): Promise<AuditEntry[]> {
  return (await (await ada.get(`/api/audit${query}`)).json()).data;
}

const audited = Object.entries(rows).flatMap(([id, row]) => ("audits" in row ? [[id, row] as const] : []));

test.each(audited)(
  "%s stands in the audit log, with who and by which request",
  async (_, { audits, act }) => {
    const before = await entries(`?action=${audits}`);
    const response = await act();
    expect(response.ok, await response.clone().text()).toBe(true);
    const [entry, ...others] = await entries(`?action=${audits}`);
    expect(others).toHaveLength(before.length);
    expect(entry).toMatchObject({
      action: audits,
      actor: { kind: "api_key", id: ada.id },
      request_id: response.headers.get("x-request-id"),
    });
  },
);

test("an entry says what changed, and of a key nothing that opens a door", async () => {
  const path = await newPerson();
  await patch(path, { role: "admin" });
  const [changed] = await entries("?action=person.changed");
  expect(changed?.changes).toEqual({ role: { from: "reviewer", to: "admin" } });
  const { key } = await (await ada.post("/api/keys", { name: named(), role: "requester" })).json();
  expect(JSON.stringify(await entries())).not.toContain(key);
  expect(JSON.stringify(await entries())).not.toContain("correct horse battery");
  expect(JSON.stringify(await entries("?action=webhook.created"))).not.toContain("s3cret");
});

test("an act that is refused leaves no entry", async () => {
  const before = await entries();
  expect((await patch("/api/keys/key_none", { name: "x" })).status).toBe(404);
  expect((await ada.post("/api/hitl/groups", { name: "x", when: {}, members: ["user_none"] })).status).toBe(
    400,
  );
  expect(await entries()).toEqual(before);
});

test("it is read page by page, by actor, action and time, the newest first", async () => {
  for (let n = 0; n < 3; n++) await newKey();
  const all = await entries("?limit=200");
  const pages: AuditEntry[] = [];
  let cursor = "";
  do {
    const page = await (await ada.get(`/api/audit?limit=2${cursor}`)).json();
    pages.push(...page.data);
    cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
  } while (cursor);
  expect(pages).toEqual(all);
  expect(await entries(`?actor=${ann.id}`)).toEqual([]);
  const last = all.at(-1)?.at ?? "";
  expect(await entries(`?before=${last}`)).toEqual([]);
  expect(await entries(`?after=${last}&limit=200`)).toEqual(all);
  expect((await ann.get("/api/audit")).status).toBe(403);
  expect((await ada.get("/api/audit?cursor=x")).status).toBe(400);
});

test("all of it is a file, and that it was taken out is an entry", async () => {
  const all = await entries("?limit=200");
  const response = await ada.get("/api/audit", { accept: "application/x-ndjson" });
  expect(response.headers.get("content-disposition")).toContain('filename="audit-');
  const lines = (await response.text()).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(all);
  expect((await entries())[0]?.action).toBe("audit.exported");
  await (await ada.get("/api/hitl/runs/export?format=csv")).text();
  expect((await entries())[0]).toMatchObject({ action: "runs.exported", target: { name: "csv" } });
  const words = "q=Rita&user_email=rita@example.com&status=completed";
  await (await ada.get(`/api/hitl/runs/export?format=csv&${words}`)).text();
  const [exported] = await entries();
  const mac = expect.stringMatching(/^hmac-sha256:[0-9a-f]{64}$/);
  expect(exported).toMatchObject({
    changes: { q: { to: mac }, user_email: { to: mac }, status: { to: "completed" } },
  });
  expect(JSON.stringify(exported).toLowerCase()).not.toContain("rita");
});

test("who signs in, changes a password and signs out stands in it, with the session", async () => {
  const { email, password, id } = await testPerson(app, "reviewer");
  const origin = "http://localhost:3000";
  const call = (path: string, body: object, cookie = "") =>
    identity(
      new Request(`${origin}/api/auth${path}`, {
        method: "POST",
        headers: { ...json, origin, cookie },
        body: JSON.stringify(body),
      }),
    );
  const signedIn = await call("/sign-in/email", { email, password });
  const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0];
  const change = { currentPassword: password, newPassword: "another horse battery" };
  const changed = await call("/change-password", change, cookie);
  // It begins a session of its own.
  await call("/sign-out", {}, changed.headers.getSetCookie()[0]?.split(";")[0]);
  const own = await entries(`?actor=${id}`);
  expect(own.map(({ action }) => action)).toEqual(["session.ended", "password.changed", "session.begun"]);
  expect(own.map(({ session_id }) => session_id?.startsWith("session_"))).toEqual([true, true, true]);
  expect(own[1]?.session_id).toBe(own[2]?.session_id);
  expect(JSON.stringify(own)).not.toContain("horse");
});
