import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Verification } from "@/lib/contracts/evidence";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Principal } from "@/lib/core/principal";
import { fromColumn, toColumn, toNullableColumn } from "@/lib/store/connection/json-column";
import type { DatabaseKind } from "@/lib/store/connection/location";
import { makeEarlier } from "@/lib/testing/as-of-before";
import { databaseKinds } from "@/lib/testing/database";
import { requesterRita, reviewerAnn, reviewerBob, TestEngine } from "@/lib/testing/engine";
import { addReviewers, addRule } from "@/lib/testing/rules";
import { writtenPart } from "@/lib/testing/written-part";
import { approveReview } from "../decisions/approve";
import { editReview } from "../decisions/edit";
import { eraseByHand } from "../erasing/erase-run";
import { signHead } from "../heads/sign-heads";
import { verifyLog } from "./verify-log";

const tables = {
  run: ["id"],
  runEvent: ["id"],
  payloadRevision: ["runId", "number"],
  responseRevision: ["runId", "number"],
  review: ["id"],
  decision: ["id"],
  approval: ["reviewId", "person"],
  attempt: ["runId", "number"],
  artifact: ["id"],
} as const;
type TableName = keyof typeof tables;

type Row = Record<string, unknown>;
/** What is asked of each table here; Prisma's own types differ from table to table. */
interface Rows {
  findMany(args: object): Promise<Row[]>;
  updateMany(args: { where: Row; data: Row }): Promise<{ count: number }>;
}
const rowsOf = (world: TestEngine, table: TableName) => world.db.prisma[table] as unknown as Rows;

/** Other values than what stands there, of every kind that a column may have; the database takes those that fit. */
function* others(value: unknown): Generator<unknown> {
  if (value instanceof Date) yield new Date(value.getTime() + 60_000);
  else if (typeof value === "bigint" || typeof value === "number") yield Number(value) + 1000;
  else if (typeof value === "boolean") yield !value;
  else {
    yield toColumn({ tampered: true });
    for (const text of ["tampered", "expired", "information_review", "submitted"])
      if (text !== value) yield text;
    yield new Date(0);
    yield 7;
    yield true;
  }
}

const isJson = (value: unknown) => Array.isArray(value) || isJsonObject(value);
const asWritten = (value: unknown) =>
  isJson(value) && !(value instanceof Date) ? toColumn(fromColumn(value as never)) : value;

/** What is told of one column of one row that somebody changes; null where the database does not take the change. */
async function toldOf(
  world: TestEngine,
  table: TableName,
  row: Row,
  column: string,
): Promise<Verification | null> {
  const rows = rowsOf(world, table);
  const where = Object.fromEntries(tables[table].map((name) => [name, row[name]]));
  for (const value of others(row[column])) {
    const changed = await rows.updateMany({ where, data: { [column]: value } }).catch(() => null);
    if (changed === null) continue;
    expect(changed.count).toBe(1);
    const told = await verifyLog(world.context, null);
    const there = column in where ? { ...where, [column]: value } : where;
    const data = { [column]: asWritten(row[column]) };
    // A column of JSON that was empty is so by a word of its own.
    await rows
      .updateMany({ where: there, data })
      .catch(() => rows.updateMany({ where: there, data: { [column]: toNullableColumn(null) } }));
    return told;
  }
  return null;
}

/** These say by themselves what was changed: an entry, a document, or that a row has another key. */
const plainEnough = new Set([
  ...["log_entry_changed", "log_entry_unlinked", "log_entry_missing", "log_entry_moved", "log_end_missing"],
  ...[
    "log_not_as_signed",
    "log_unreadable",
    "log_row_unreadable",
    "log_state_differs",
    "log_erased_silently",
  ],
  ...["log_payload_differs", "log_answer_differs", "log_outcome_differs", "log_question_differs"],
  ...["log_call_differs", "log_decision_differs", "log_approval_differs", "log_lacks_decision"],
  ...["log_lacks_row", "log_row_gone", "log_file_differs", "log_file_gone"],
]);
const isNamed = ({ breaks }: Verification, column: string) =>
  breaks.some(({ said }) => said && (said.values.column === column || plainEnough.has(said.code)));

const signing = { key: randomBytes(32).toString("base64"), retired: [] };

/** A run that was edited, approved by two, called, answered, and released with another answer; all of it signed. */
async function aWholeLife(on: DatabaseKind): Promise<{ world: TestEngine; runId: string }> {
  const world = await TestEngine.start({ on, signing, without: ["sign"] });
  const { context } = world;
  await addReviewers(world.db, [reviewerAnn, reviewerBob]);
  await addRule(world.db, {
    demand: { policy: "require_human", allowed_steps: ["payload_review"], approvals: { count: 2 } },
  });
  const { run_id: runId } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review", "response_review"] },
    user_id: "user_x",
    session_id: "session_x",
    user_email: "x@example.com",
    agent_email: "agent@example.com",
    message_type: "letter",
    log_id: "log_x",
    metadata: { project: "spring" },
  });
  const by = (who: Principal) => world.seenBy(who, runId);
  const edits = { payload: { prompt: "a blue bicycle" } };
  await editReview(context, runId, await by(reviewerAnn), { edits, message: "bluer", approve: false });
  await approveReview(context, runId, await by(reviewerAnn), { message: "go" });
  await approveReview(context, runId, await by(reviewerBob), { message: "go on" });
  await world.rest(runId);
  await editReview(context, runId, await by(reviewerBob), {
    edits: { response: "another answer" },
    message: "better",
    approve: true,
  });
  await approveReview(context, runId, await by(reviewerAnn), { message: "better, yes" });
  expect(await world.rest(runId)).toMatchObject({
    status: "completed",
    created_by: { id: requesterRita.id },
  });
  if (context.signer === null) throw new Error("Nothing is signed here");
  while (await signHead(context, context.signer));
  expect(await verifyLog(context, null)).toMatchObject({ intact: true, runs_not_named: 0 });
  return { world, runId };
}

const owned = (table: TableName, runId: string) => (table === "run" ? { id: runId } : { runId });

describe.each(databaseKinds)("tampering (%s)", (on) => {
  it("is shown, or named in docs/threat-model.md as what nothing shows, whichever column of a run is changed", async () => {
    const { world, runId } = await aWholeLife(on);
    await using _ = world;
    const lines = ["| table | changed and shown | changed and not shown |", "|---|---|---|"];
    for (const table of Object.keys(tables) as TableName[]) {
      const found = await rowsOf(world, table).findMany({ where: owned(table, runId) });
      expect([table, found.length > 0]).toEqual([table, true]);
      const hidden = new Set<string>();
      const shown = new Set<string>();
      // Of entries, which are all alike, the first, the last and one between.
      const some = table === "runEvent" ? [found[0], found[4], found.at(-1)] : found;
      for (const row of some.filter((one) => one !== undefined))
        for (const column of Object.keys(row)) {
          const told = await toldOf(world, table, row, column);
          if (told === null) continue;
          (told.intact ? hidden : shown).add(`\`${column}\``);
          expect([table, column, told.breaks, told.intact || isNamed(told, column)]).toEqual([
            table,
            column,
            told.breaks,
            true,
          ]);
        }
      const never = [...shown].filter((column) => !hidden.has(column));
      lines.push(`| ${table} | ${never.join(", ") || "–"} | ${[...hidden].join(", ") || "–"} |`);
    }
    expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });
    const { written, update } = writtenPart("docs/threat-model.md", "tampering");
    if (process.env.UPDATE_DOCS) update(lines.join("\n"));
    else expect(lines.join("\n"), "run it again with UPDATE_DOCS=1 when that is meant").toBe(written);
  }, 240_000);

  it("by a row more or a row less is shown, whichever table of a run it is", async () => {
    const { world, runId } = await aWholeLife(on);
    await using _ = world;
    const { prisma } = world.db;
    const where = { runId };
    const codes = async () => (await verifyLog(world.context, runId)).breaks.map(({ said }) => said?.code);
    const [review] = await prisma.review.findMany({ where, orderBy: { openedAt: "asc" } });
    const [answer] = await prisma.responseRevision.findMany({ where });
    const [attempt] = await prisma.attempt.findMany({ where });
    const [file] = await prisma.artifact.findMany({ where });
    const [approval] = await prisma.approval.findMany({ where });
    if (!review || !answer || !attempt || !file || !approval) throw new Error("A whole life has them all");
    const json = (value: unknown) => toColumn(fromColumn<object>(value));

    const more = { ...review, id: "rev_more", token: "more", reasons: json(review.reasons) };
    await prisma.review.create({ data: more });
    expect(await codes()).toEqual(["log_lacks_row"]);
    await prisma.review.delete({ where: { id: more.id } });

    const another = { ...answer, number: 9, issues: json(answer.issues), actor: json(answer.actor) };
    await prisma.responseRevision.create({ data: another });
    expect(await codes()).toEqual(["log_lacks_row"]);
    await prisma.responseRevision.delete({ where: { runId_number: { runId, number: 9 } } });

    const { output: _output, error: _error, metrics: _metrics, ...rest } = attempt;
    await prisma.attempt.create({ data: { ...rest, number: 9, providerId: null } });
    expect(await codes()).toEqual(["log_lacks_row"]);
    await prisma.attempt.delete({ where: { runId_number: { runId, number: 9 } } });

    await prisma.artifact.create({ data: { ...file, id: "art_more", index: 9 } });
    expect(await codes()).toEqual(["log_lacks_row"]);
    await prisma.artifact.delete({ where: { id: "art_more" } });
    await prisma.artifact.create({ data: { ...file, id: "art_more", attempt: 7 } });
    expect(await codes()).toEqual(["log_lacks_row"]);
    await prisma.artifact.delete({ where: { id: "art_more" } });
    expect(await codes()).toEqual([]);

    const model = "sandbox:sandbox/text";
    const words = (await world.create({ model, hitl_config: { policy: "auto" } })).run_id;
    await prisma.artifact.create({ data: { ...file, id: "art_more", runId: words } });
    const { breaks } = await verifyLog(world.context, words);
    expect(breaks).toMatchObject([{ said: { code: "log_lacks_row", values: { table: "Artifact" } } }]);
    await prisma.artifact.delete({ where: { id: "art_more" } });

    await prisma.artifact.delete({ where: { id: file.id } });
    expect(await codes()).toEqual(["log_row_gone"]);
    await prisma.artifact.create({ data: file });
    const { reviewId, person } = approval;
    await prisma.approval.delete({ where: { reviewId_person: { reviewId, person } } });
    expect(await codes()).toEqual(["log_approval_differs"]);
  });

  it("with what was erased is shown, and what was erased as the log says verifies", async () => {
    const { world, runId } = await aWholeLife(on);
    await using _ = world;
    const { context, db } = world;
    await eraseByHand(context, { ...reviewerAnn, role: "admin" }, runId, undefined);
    const codes = async () => (await verifyLog(context, runId)).breaks.map(({ said }) => said);
    expect(await codes()).toEqual([]);
    const put = (data: object) => db.prisma.run.update({ where: { id: runId }, data });
    const columns = {
      userId: "user_x",
      sessionId: "session_x",
      userEmail: "x@example.com",
      request: toColumn({ metadata: { project: "spring" } }),
      description: toColumn({ name: "another" }),
    };
    for (const [column, value] of Object.entries(columns)) {
      const row = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
      await put({ [column]: value });
      expect(await codes()).toEqual([{ code: "log_column_differs", values: { column } }]);
      await put({ [column]: asWritten(row[column as keyof typeof row]) });
    }
    expect(await codes()).toEqual([]);
  });

  it("of a run that an earlier release began is shown as it was then, and told of as one of before", async () => {
    const { world, runId } = await aWholeLife(on);
    await using _ = world;
    const { context, db } = world;
    await makeEarlier(db, runId);
    expect(await verifyLog(context, runId)).toMatchObject({ intact: true, runs_not_named: 1 });
    await db.prisma.run.update({ where: { id: runId }, data: { userId: "user_y" } });
    expect(await verifyLog(context, runId)).toMatchObject({ intact: true, runs_not_named: 1 });
    await db.prisma.decision.updateMany({ where: { runId }, data: { message: "no" } });
    const { breaks } = await verifyLog(context, runId);
    expect(breaks).toMatchObject([{ said: { code: "log_decision_differs" } }]);
  });
});

it("an output file that was replaced or removed is found and named", async () => {
  await using world = await TestEngine.start();
  const { run_id } = await world.create({ hitl_config: { policy: "auto" } });
  const [file] = await world.db.prisma.artifact.findMany({ where: { runId: run_id } });
  const key = file?.storageKey ?? "";
  const { artifacts } = world.context;
  const body = new Blob(["another picture"]).stream();
  expect((await verifyLog(world.context, run_id)).breaks).toEqual([]);
  await artifacts.put(key, body, 1_000);
  const codes = async () => (await verifyLog(world.context, run_id)).breaks.map(({ said }) => said?.code);
  expect(await codes()).toEqual(["log_file_differs"]);
  await artifacts.remove(key);
  expect(await codes()).toEqual(["log_file_gone"]);
});

/** What SQLite takes though no release ever writes it; PostgreSQL's types refuse most of it. */
const neverWritten = [
  `UPDATE "Run" SET "status" = 'done' WHERE "id" = ?`,
  `UPDATE "Run" SET "state" = 'x' WHERE "id" = ?`,
  `UPDATE "Run" SET "costUsd" = 'x' WHERE "id" = ?`,
  `UPDATE "Attempt" SET "state" = 'x' WHERE "runId" = ?`,
  `UPDATE "Decision" SET "step" = 'x' WHERE "runId" = ?`,
  `UPDATE "Review" SET "step" = 'x' WHERE "runId" = ?`,
  `UPDATE "RunEvent" SET "status" = 'x' WHERE "runId" = ?`,
  `UPDATE "RunEvent" SET "data" = 'x' WHERE "runId" = ?`,
];

it.each(neverWritten)("what cannot even be read is a break, and hides no other run's: %s", async (change) => {
  const { world, runId } = await aWholeLife("sqlite");
  await using _ = world;
  const other = await world.create({ hitl_config: { policy: "auto" } });
  await world.rest(other.run_id);
  world.db.known.forget(runId);
  await world.db.prisma.$executeRawUnsafe(change, runId);
  await world.db.prisma.run.update({ where: { id: other.run_id }, data: { userId: "somebody else" } });
  const { intact, breaks } = await verifyLog(world.context, null);
  expect(intact).toBe(false);
  const unread = breaks.filter(({ run_id, said }) => run_id === runId && said?.code === "log_row_unreadable");
  expect(unread).toHaveLength(1);
  expect(breaks.map(({ run_id }) => run_id)).toContain(other.run_id);
  expect((await verifyLog(world.context, runId)).intact).toBe(false);
});

it("a head whose lists or key are none that were signed is named, and the others are looked at", async () => {
  const { world } = await aWholeLife("sqlite");
  await using _ = world;
  const { prisma } = world.db;
  await prisma.$executeRawUnsafe(`UPDATE "SignedHead" SET "acts" = '[1]' WHERE "number" = 1`);
  const lists = await verifyLog(world.context, null);
  expect(lists.heads?.breaks.map(({ number, said }) => [number, said.code])).toContainEqual([
    1,
    "head_differs",
  ]);
  await prisma.$executeRawUnsafe(
    `UPDATE "SignedHead" SET "acts" = '[]', "keyId" = 'another' WHERE "number" = 1`,
  );
  expect((await verifyLog(world.context, null)).heads?.breaks.map(({ said }) => said.code)).toContain(
    "head_differs",
  );
});
