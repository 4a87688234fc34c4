import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import { fromColumn, toColumn, toNullableColumn } from "@/lib/store/connection/json-column";
import { requesterRita, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { writtenPart } from "@/lib/testing/written-part";
import { approveReview } from "../decisions/approve";
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
  }
}

const isJson = (value: unknown) => Array.isArray(value) || isJsonObject(value);
const asWritten = (value: unknown) =>
  isJson(value) && !(value instanceof Date) ? toColumn(fromColumn(value as never)) : value;

/** Whether somebody who changes one column of one row is found; null where the database does not take the change. */
async function isFound(
  world: TestEngine,
  table: TableName,
  row: Row,
  column: string,
): Promise<boolean | null> {
  const rows = rowsOf(world, table);
  const where = Object.fromEntries(tables[table].map((name) => [name, row[name]]));
  for (const value of others(row[column])) {
    const changed = await rows.updateMany({ where, data: { [column]: value } }).catch(() => null);
    if (changed === null) continue;
    expect(changed.count).toBe(1);
    const { intact } = await verifyLog(world.context, null);
    const there = column in where ? { ...where, [column]: value } : where;
    const data = { [column]: asWritten(row[column]) };
    // A column of JSON that was empty is so by a word of its own.
    await rows
      .updateMany({ where: there, data })
      .catch(() => rows.updateMany({ where: there, data: { [column]: toNullableColumn(null) } }));
    return !intact;
  }
  return null;
}

it("is shown, or named in docs/threat-model.md as what nothing shows, whichever column of a run is changed", async () => {
  const signing = { key: randomBytes(32).toString("base64"), retired: [] };
  await using world = await TestEngine.start({ signing, without: ["sign"] });
  const { signer } = world.context;
  if (signer === null) throw new Error("Nothing is signed here");
  const { run_id: runId } = await world.create({
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
    user_id: "user_x",
    metadata: { project: "spring" },
  });
  await approveReview(world.context, runId, await world.seenBy(reviewerAnn, runId), { message: "go" });
  expect(await world.rest(runId)).toMatchObject({
    status: "completed",
    created_by: { id: requesterRita.id },
  });
  while (await signHead(world.context, signer));
  expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });

  const lines = ["| table | changed and shown | changed and not shown |", "|---|---|---|"];
  for (const table of Object.keys(tables) as TableName[]) {
    const owned = table === "run" ? { id: runId } : { runId };
    const [row] = await rowsOf(world, table).findMany({ where: owned });
    if (!row) continue;
    const shown: string[] = [];
    const hidden: string[] = [];
    for (const column of Object.keys(row)) {
      const found = await isFound(world, table, row, column);
      if (found !== null) (found ? shown : hidden).push(`\`${column}\``);
    }
    lines.push(`| ${table} | ${shown.join(", ") || "–"} | ${hidden.join(", ") || "–"} |`);
  }
  expect(await verifyLog(world.context, null)).toMatchObject({ intact: true });
  const { written, update } = writtenPart("docs/threat-model.md", "tampering");
  if (process.env.UPDATE_DOCS) update(lines.join("\n"));
  else expect(written, "run it again with UPDATE_DOCS=1 when that is meant").toBe(lines.join("\n"));
}, 120_000);

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
