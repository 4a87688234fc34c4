import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { migrationNames, schemaFiles } from "@/lib/store/migrations/migrations";
import { foldEarlierRuns } from "@/lib/store/runs/search-text";
import { testApi } from "@/lib/testing/api";

const { app, rita, ann } = await testApi();

const prompts = [
  "Eine breite Straße in Köln",
  "A view over İstanbul",
  "ΟΔΟΣ means street",
  "A cafe\u0301 at night",
  "हिन्दी कविता",
  "МОСКВА зимой",
  "ＡＢＣ in full width",
  "the ﬁnal cut",
  "a family 👨‍👩‍👧 at home",
  "100% wool",
  "100 x wool",
  "a snake_case name",
  "a snakeXcase name",
  "C:\\temp\\picture",
  "C:/temp/picture",
  "Der Donau\u00addampfer",
];
for (const prompt of prompts) await rita.create({ prompt });

async function found(words: string): Promise<string[]> {
  const response = await ann.get(`/api/hitl/runs?sort=created_at&q=${encodeURIComponent(words)}`);
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: { prompt: string }[] };
  return data.map(({ prompt }) => prompt);
}

const findings: [string, string[]][] = [
  ["STRASSE", ["Eine breite Straße in Köln"]],
  ["straße", ["Eine breite Straße in Köln"]],
  ["koln", ["Eine breite Straße in Köln"]],
  ["istanbul", ["A view over İstanbul"]],
  ["οδος", ["ΟΔΟΣ means street"]],
  ["caf\u00e9", ["A cafe\u0301 at night"]],
  ["CAFE\u0301", ["A cafe\u0301 at night"]],
  ["cafe", ["A cafe\u0301 at night"]],
  ["हिन्दी", ["हिन्दी कविता"]],
  ["हनद", []],
  ["москва", ["МОСКВА зимой"]],
  ["abc", ["ＡＢＣ in full width"]],
  ["final", ["the ﬁnal cut"]],
  ["👨‍👩‍👧", ["a family 👨‍👩‍👧 at home"]],
  ["👨👩👧", []],
  ["100%", ["100% wool"]],
  ["100％", ["100% wool"]],
  ["0%w", []],
  ["%", ["100% wool"]],
  ["snake_case", ["a snake_case name"]],
  ["e_c", ["a snake_case name"]],
  ["\\temp", ["C:\\temp\\picture"]],
  ["\\", ["C:\\temp\\picture"]],
  ["donaudampfer", ["Der Donau\u00addampfer"]],
  ["Donau\u200bdampfer", ["Der Donau\u00addampfer"]],
  ["  snake_case  ", ["a snake_case name"]],
  ["SANDBOX/IMAGE", prompts],
];

describe("a search", () => {
  test.each(findings)(
    "for %s never misses a spelling or takes a letter for a wildcard",
    async (words, wanted) => {
      expect(await found(words)).toEqual(wanted);
    },
  );

  test("never misses a run by the case of its id", async () => {
    const run = await rita.create({ prompt: "by its id" });
    expect(await found(` ${run.run_id.toUpperCase()} `)).toEqual(["by its id"]);
  });

  test("never finds a prompt that was edited away, and finds the one in its place", async () => {
    const run = await rita.create({
      prompt: "a green heron",
      hitl_config: { policy: "require_human", allowed_steps: ["information_review"] },
    });
    expect(await found("HERON")).toEqual(["a green heron"]);
    await ann.decide(run.run_id, "edit", { edits: { prompt: "ein grüner Reiher" } });
    expect(await found("HERON")).toEqual([]);
    expect(await found("GRUNER")).toEqual(["ein grüner Reiher"]);
  });

  test("never leaves rows out of an export that the list shows", async () => {
    const response = await ann.get(`/api/hitl/runs/export?format=ndjson&q=${encodeURIComponent("100%")}`);
    const lines = (await response.text()).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).prompt)).toEqual(["100% wool"]);
  });

  test("never misses runs of a build that kept no folded text, once they are folded", async () => {
    const { prisma } = app.db;
    await prisma.searchText.deleteMany({ where: { text: { contains: "a" } } });
    await prisma.searchText.updateMany({ data: { text: "as the migration left it" } });
    await foldEarlierRuns(app.db, new Date(), new AbortController().signal);
    expect(await prisma.searchText.count()).toBe(await prisma.run.count());
    for (const [words, wanted] of findings.slice(0, -1)) expect(await found(words)).toEqual(wanted);
  });

  test("never misses runs that an earlier build folded otherwise, once they are folded anew", async () => {
    const { prisma } = app.db;
    const value = JSON.stringify({ at: new Date().toISOString(), id: "" });
    const { runId } = await prisma.searchText.findFirstOrThrow({ where: { text: { contains: "dampfer" } } });
    await prisma.searchText.update({
      where: { runId },
      data: { text: "der donau\u00addampfer\nsandbox/image" },
    });
    await prisma.setting.deleteMany({ where: { key: "search.folded.2" } });
    await prisma.setting.create({ data: { key: "search.folded", value, updatedAt: new Date() } });
    await foldEarlierRuns(app.db, new Date(), new AbortController().signal);
    for (const [words, wanted] of findings.slice(0, -1)) expect(await found(words)).toEqual(wanted);
  });

  test("never misses plain letters between the migration and the folding", async () => {
    const { prisma, kind } = app.db;
    const folder = schemaFiles[kind].migrations;
    const name = migrationNames(kind).find((each) => each.endsWith("_search_text")) ?? "";
    const statements = readFileSync(join(folder, name, "migration.sql"), "utf8");
    const plain = [["PICTURE", ["C:\\temp\\picture", "C:/temp/picture"]], ...findings.slice(15, 18)] as const;
    await prisma.searchText.deleteMany();
    await prisma.$executeRawUnsafe(statements.slice(statements.indexOf("INSERT INTO")));
    for (const [words, wanted] of plain) expect(await found(words)).toEqual(wanted);
  });

  test("never leaves out a run that an earlier build creates beside this one", async () => {
    const { run_id } = await rita.create({ prompt: "a late heron" });
    await app.db.prisma.searchText.delete({ where: { runId: run_id } });
    await foldEarlierRuns(app.db, new Date(), new AbortController().signal);
    expect(await found("LATE HERON")).toEqual(["a late heron"]);
  });

  test("never stops a server that is to stop while runs are folded", async () => {
    const { prisma } = app.db;
    await prisma.setting.deleteMany({ where: { key: "search.folded.2" } });
    await foldEarlierRuns(app.db, new Date(), AbortSignal.abort());
    expect(await prisma.setting.count({ where: { key: "search.folded.2" } })).toBe(0);
  });
});
