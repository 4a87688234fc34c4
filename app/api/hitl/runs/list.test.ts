import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Page, page, RunSummary } from "@/lib/contracts/run";
import { migrationNames, schemaFiles } from "@/lib/store/migrations/migrations";
import { type Client, exactly, problemOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { app, rita, rob, ann } = await testApi();
const auto = { hitl_config: { policy: "auto" as const } };

const text = await rita.create({
  ...auto,
  prompt: "Why do ships have names?",
  model: "sandbox:sandbox/text",
});
const early = await rita.create({
  prompt: "a RED bicycle",
  hitl_config: { timeout_seconds: 60 },
  user_id: "u_1",
  user_email: "una@example.com",
  agent_email: "agent@example.com",
});
const late = await rita.create({
  prompt: "100% wool_and_silk",
  hitl_config: { timeout_seconds: 600 },
  session_id: "s_1",
  message_type: "brief",
  log_id: "log_1",
});
const flux = await rob.create({ prompt: "a boat", model: fluxRef });
const rejected = await ann.decide((await rob.create({ prompt: "no" })).run_id, "reject", { reason: "no" });
const everything = [text, early, late, flux, rejected].map(({ run_id }) => run_id);

async function list(client: Client, query = ""): Promise<Page<RunSummary>> {
  return exactly(page(RunSummary), await (await client.get(`/api/hitl/runs${query}`)).json());
}
const ids = async (query: string, client: Client = ann) =>
  (await list(client, query)).data.map(({ run_id }) => run_id);

async function walk(
  query: string,
  between: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const next: Page<RunSummary> = await list(ann, `?${query}&cursor=${cursor}`);
    seen.push(...next.data.map(({ run_id }) => run_id));
    cursor = next.next_cursor;
    if (cursor !== null) await between();
  }
  return seen;
}

describe("filters", () => {
  test.each<[string, () => string[]]>([
    ["", () => everything.toReversed()],
    ["?status=completed", () => [text.run_id]],
    ["?status=cancelled", () => [rejected.run_id]],
    ["?status=expired", () => []],
    ["?status=awaiting_human", () => [flux.run_id, late.run_id, early.run_id]],
    ["?status=awaiting_human&sort=expires_at", () => [early.run_id, late.run_id, flux.run_id]],
    ["?sort=created_at", () => everything],
    ["?step=completed", () => [text.run_id]],
    ["?provider=replicate", () => [flux.run_id]],
    ["?model=sandbox/text", () => [text.run_id]],
    ["?operation_type=text_generation", () => [text.run_id]],
    ["?user_id=u_1", () => [early.run_id]],
    ["?session_id=s_1", () => [late.run_id]],
    ["?session_id=s_1&user_id=u_1", () => []],
    ["?user_email=una@example.com", () => [early.run_id]],
    ["?user_email=una", () => []],
    ["?agent_email=agent@example.com", () => [early.run_id]],
    ["?message_type=brief", () => [late.run_id]],
    ["?log_id=log_1", () => [late.run_id]],
    [`?created_by=${rob.id}`, () => [rejected.run_id, flux.run_id]],
    ["?claimed_by=nobody", () => []],
    ["?q=bicycle", () => [early.run_id]],
    ["?q=red", () => [early.run_id]],
    ["?q=flux", () => [flux.run_id]],
    [`?q=${flux.run_id}`, () => [flux.run_id]],
    ["?q=nothing%20like%20it", () => []],
    ["?q=100%25", () => [late.run_id]],
    ["?q=wool_and", () => [late.run_id]],
    ["?q=woolXand", () => []],
    ["?q='%3B%20DROP%20TABLE%20Run%3B--", () => []],
    [`?created_after=${late.created_at}`, () => [rejected.run_id, flux.run_id]],
    [`?created_before=${early.created_at}`, () => [text.run_id]],
    [`?created_after=${text.created_at}&created_before=${late.created_at}`, () => [early.run_id]],
    ["?limit=2", () => [rejected.run_id, flux.run_id]],
  ])("%s", async (query, wanted) => {
    expect(await ids(query)).toEqual(wanted());
  });

  test("show a requester their own runs, whatever they ask for", async () => {
    expect(await ids("", rita)).toEqual([late.run_id, early.run_id, text.run_id]);
    expect(await ids(`?q=${flux.run_id}`, rita)).toEqual([]);
    expect(await ids("?status=cancelled", rita)).toEqual([]);
    expect(await ids(`?created_by=${rob.id}`, rita)).toEqual([]);
  });

  test.each([
    "status=done",
    "step=lunch",
    "operation_type=poetry",
    "sort=prompt",
    "limit=0",
    "limit=201",
    "limit=-1",
    "limit=ten",
    "created_after=yesterday",
    "created_before=2026-13-01T00:00:00Z",
    "q=a&q=b",
    "q=%00",
    "page=2",
    `q=${"x".repeat(501)}`,
    "cursor=nonsense",
    "cursor=W10",
    `cursor=${Buffer.from('["-created_at","yesterday","run_1"]').toString("base64url")}`,
  ])("refuse %s", async (query) => {
    app.lines.length = 0;
    await problemOf(await ann.get(`/api/hitl/runs?${query}`), "validation_error");
    expect(app.lines).toHaveLength(1);
  });

  test("take limits from 1 to 200", async () => {
    expect((await list(ann, "?limit=1")).data).toHaveLength(1);
    expect((await list(ann, "?limit=200")).next_cursor).toBeNull();
  });
});

test("a row says who asks and how it was decided", async () => {
  const rows = (await list(ann)).data;
  const row = (run_id: string) => rows.find((each) => each.run_id === run_id);
  expect(row(early.run_id)).toMatchObject({
    user_id: "u_1",
    user_email: "una@example.com",
    agent_email: "agent@example.com",
    created_by: { kind: "api_key", id: rita.id },
    last_decision: null,
  });
  expect(row(rejected.run_id)?.last_decision).toMatchObject({ action: "reject", actor: { id: ann.id } });
});

test("what a request of an earlier build said is found after the migration", async () => {
  const { prisma, kind } = app.db;
  const folder = schemaFiles[kind].migrations;
  const name = migrationNames(kind).find((each) => each.endsWith("_request_facts")) ?? "";
  const [, update = ""] = readFileSync(join(folder, name, "migration.sql"), "utf8").split("themselves.\n");
  const nothing = { userEmail: null, agentEmail: null, messageType: null, logId: null };
  await prisma.run.updateMany({ data: nothing });
  expect(await ids("?user_email=una@example.com")).toEqual([]);
  await prisma.$executeRawUnsafe(update.slice(0, update.indexOf(";")));
  expect(await ids("?user_email=una@example.com&agent_email=agent@example.com")).toEqual([early.run_id]);
  expect(await ids("?message_type=brief&log_id=log_1")).toEqual([late.run_id]);
});

describe("paging", () => {
  test.each(["sort=-created_at", "sort=created_at", "sort=expires_at"])(
    "by %s gives every run once, as one page would",
    async (sort) => {
      expect(await walk(`${sort}&limit=1`)).toEqual(await ids(`?${sort}`));
      expect(await walk(`${sort}&limit=2`)).toEqual(await ids(`?${sort}`));
    },
  );

  test("is not disturbed by runs that are created meanwhile", async () => {
    const before = await ids("?limit=200");
    expect(await walk("limit=1", () => rita.create())).toEqual(before);
    const after = await ids("?limit=200&sort=created_at");
    let more = 3;
    const seen = await walk("limit=2&sort=created_at", async () => {
      if (more-- > 0) await rita.create();
    });
    expect(seen.slice(0, after.length)).toEqual(after);
    expect(seen).toEqual(await ids("?limit=200&sort=created_at"));
  });

  test("runs of the same millisecond are told apart", async () => {
    const { prisma } = app.db;
    const rows = await prisma.run.findMany({ where: { prompt: "a red bicycle on a quay" }, take: 5 });
    for (const { id } of rows) {
      await prisma.run.update({ where: { id }, data: { createdAt: new Date("2026-01-01T00:00:00.000Z") } });
    }
    expect(rows.length).toBeGreaterThan(2);
    for (const sort of ["sort=-created_at", "sort=created_at"]) {
      expect(await walk(`${sort}&limit=1`)).toEqual(await ids(`?${sort}&limit=200`));
    }
  });

  test("a cursor of one order is refused in another", async () => {
    const { next_cursor } = await list(ann, "?limit=1&sort=created_at");
    await problemOf(
      await ann.get(`/api/hitl/runs?sort=expires_at&cursor=${next_cursor}`),
      "validation_error",
    );
  });
});
