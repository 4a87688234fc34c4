import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { secretModel, secretTool } from "@/lib/testing/secret-model";

const api = await testApi();
const { ann, rita, ada, app, replicate } = api;
replicate.addModel(secretModel);

const planted: string[] = [];
let count = 0;

/** A secret that is nowhere else, long enough to be found in whatever bytes. */
function secret(place: string): string {
  const text = `Sx${count++}-${place}-6Jq9`;
  planted.push(text);
  return text;
}

const address = (place: string) => `https://ann:${secret(place)}@files.example/${place}.png`;
const signed = (place: string) =>
  `https://bucket.example/${place}.png?X-Amz-Date=20261127&X-Amz-Signature=${secret(place)}`;

/** All that was ever answered. */
const answers: string[] = [];

async function told(asked: Promise<Response>): Promise<{ status: number; json: Record<string, unknown> }> {
  const response = await asked;
  const text = await response.text();
  answers.push(text, JSON.stringify([...response.headers]));
  const isJson = /\/(problem\+)?json$/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, json: isJson ? JSON.parse(text) : {} };
}

function body(place: string, more: object = {}) {
  return {
    prompt: "a red bicycle on a quay",
    agent_tool_config: secretTool({
      ...secretModel.exampleInput,
      hf_token: secret(`${place}-example`),
      image: signed(`${place}-example-image`),
      login: { user: "ann", pass: secret(`${place}-nested`) },
    }),
    attachments: [{ url: address(`${place}-attachment`), field: "image" }],
    edits: { payload: { extra_key: secret(`${place}-patch`), mask: signed(`${place}-patch-address`) } },
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review", "response_review"] },
    ...more,
  };
}

const waits = { prefer: "wait=15" };

async function decide(id: unknown, action: string, sent: object) {
  const { approval_token } = await ann.run(String(id));
  const named = { approval_token, ...sent };
  return told(
    ann.post(`/api/hitl/runs/${id}/${action}`, named, { ...waits, "idempotency-key": `k${count++}` }),
  );
}

/** Whatever lies in a folder, byte by byte. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, "latin1"));
}

/** Every byte the database has, its log of changes included; on PostgreSQL every row as text. */
async function stored(): Promise<string[]> {
  const { url, kind, prisma } = app.db;
  if (kind === "sqlite") {
    const path = url.slice("file:".length);
    return [path, `${path}-wal`].filter(existsSync).map((one) => readFileSync(one, "latin1"));
  }
  const tables = await prisma.$queryRawUnsafe<{ name: string }[]>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  return Promise.all(
    tables.map(async ({ name }) =>
      JSON.stringify(await prisma.$queryRawUnsafe(`SELECT t::text AS row FROM ${name} t`)),
    ),
  );
}

const spellings = (text: string) => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString("base64").slice(2, -4),
];

function expectNowhere(what: string, texts: string[]) {
  const all = texts.join("\0");
  const found = planted.filter((text) => spellings(text).some((one) => all.includes(one)));
  expect(found, what).toEqual([]);
}

test("secrets planted in every place that takes text are in no answer, table, file, log line, export or error", async () => {
  const key = (name: string) => ({ ...waits, "idempotency-key": name });
  const preview = await told(rita.post("/api/hitl/preview", body("preview"), key("preview")));
  expect(preview.status).toBe(200);

  const wanted = body("create", { document_url: signed("document") });
  const created = await told(rita.post("/api/hitl/runs", wanted, key("create")));
  expect(created.status).toBe(200);
  const again = await told(rita.post("/api/hitl/runs", wanted, key("create")));
  expect(again.json.run_id).toBe(created.json.run_id);
  const id = created.json.run_id;

  const edits = { payload: { hf_token: secret("edit"), image: address("edit-image") } };
  expect((await decide(id, "edit", { edits, approve: false })).status).toBe(200);
  const echo = `cannot use ${edits.payload.hf_token} with ${edits.payload.image}`;
  replicate.nextPredictions({ status: "failed", error: echo, logs: echo }, { output: echo, logs: echo });
  const failed = await decide(id, "approve", { acknowledge_issues: true, message: "as it is" });
  expect(failed.json).toMatchObject({ status: "awaiting_human", current_step: "api_call" });
  const retried = await decide(id, "retry", { payload: { extra_key: secret("retry") } });
  expect(retried.json).toMatchObject({ current_step: "response_review" });
  const forked = await told(
    ann.post(`/api/hitl/runs/${id}/fork`, {
      edits: { payload: { hf_token: secret("fork") }, attachments: [address("fork-attachment")] },
    }),
  );
  expect(forked.status).toBe(200);
  await api.rest(String(forked.json.run_id));

  const text = body("refused", { hitl_config: { policy: "auto" } });
  const detail = JSON.stringify(text.agent_tool_config["replicate-agent-tool"]?.data.example_input);
  replicate.nextAnswers("create_prediction", { kind: "status", status: 422, detail });
  await told(rita.post("/api/hitl/runs", text, waits));

  for (const path of ["/api/teams/run", "/api/teams/run-hitl"])
    expect((await told(rita.post(path, body(path.slice(11)), waits))).status).toBe(200);
  const forged = { $sealed: `hmac-sha256:${"0".repeat(64)}`, shown: "…••••" };
  const wrong = body("wrong", { edits: { payload: { hf_token: forged, extra_key: secret("wrong-patch") } } });
  expect((await told(rita.post("/api/hitl/runs", wrong))).status).toBe(400);
  expect((await told(rita.post("/api/hitl/runs", { ...body("unknown"), surprise: 1 }))).status).toBe(400);
  expect((await told(rita.post("/api/hitl/runs", `${JSON.stringify(body("broken"))}}`))).status).toBe(400);

  const run = `/api/hitl/runs/${id}`;
  const looks = ["", "/events", "/revisions", "/evidence"].map((path) => run + path);
  for (let number = 1; number <= 6; number++) looks.push(`${run}/revisions/${number}?diff_from=1`);
  looks.push(
    "/api/hitl/runs?limit=50",
    "/api/hitl/runs/export?format=csv",
    "/api/hitl/runs/export?format=ndjson",
  );
  looks.push("/api/hitl/metrics", "/api/hitl/events", "/api/health/detail", "/api/hitl/providers");
  for (const path of looks) await told(ada.get(path));
  await told(ada.post("/api/hitl/audit/verify", { run_id: id }));

  expectNowhere("answers", answers);
  expectNowhere("log lines", [JSON.stringify(app.lines)]);
  expectNowhere("the database", await stored());
  expectNowhere("the data directory", filesIn(app.env.dataDir));

  // The provider got them all the same, each where it belongs.
  const [first, second] = replicate.predictions;
  expect(first?.input).toMatchObject(edits.payload);
  expect(second?.input).toMatchObject({ ...edits.payload, extra_key: expect.stringContaining("retry") });
});
