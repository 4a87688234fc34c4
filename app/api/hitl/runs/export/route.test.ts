import { expect, test } from "vitest";
import { RunSummary } from "@/lib/contracts/run";
import { exactly, problemOf, testApi } from "@/lib/testing/api";

const { app, ann, rita, rob, nobody } = await testApi();
const address = "/api/hitl/runs/export";

const lines = async (response: Response) => (await response.text()).trimEnd().split(/\r?\n/);

test("a filter is exported whole, beyond one page, each run once", async () => {
  const { run_id } = await rita.create({ prompt: "the first", session_id: "many" });
  const row = await app.db.prisma.run.findUniqueOrThrow({ where: { id: run_id } });
  const copies = Array.from({ length: 450 }, (_, n) => ({ ...row, id: `${run_id}_${n}` }));
  await app.db.prisma.run.createMany({ data: copies as never });
  await rita.create({ prompt: "another", session_id: "other" });

  const response = await ann.get(`${address}?format=ndjson&session_id=many`);
  expect(response.headers.get("content-type")).toBe("application/x-ndjson");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="runs-.*\.ndjson"$/);
  const runs = (await lines(response)).map((line) => exactly(RunSummary, JSON.parse(line)));
  expect(new Set(runs.map((run) => run.run_id)).size).toBe(451);
  expect(runs).toHaveLength(451);
});

test("CSV has a head, and a prompt that begins like a formula is text in it", async () => {
  await rita.create({ prompt: '=HYPERLINK("https://evil.test","click")', session_id: "sheet" });
  const [head, line = ""] = await lines(await ann.get(`${address}?format=csv&session_id=sheet`));
  expect(head).toMatch(/^run_id,status,step,provider,model,/);
  expect(line).toContain(`"'=HYPERLINK(""https://evil.test"",""click"")"`);
});

test("nobody exports what the list would not show them", async () => {
  await problemOf(await nobody.get(`${address}?format=csv`), "unauthenticated");
  expect(await lines(await rob.get(`${address}?format=csv`))).toHaveLength(1);
});

test("an export needs a format that there is, and pages are not its business", async () => {
  await problemOf(await ann.get(address), "validation_error");
  await problemOf(await ann.get(`${address}?format=xls`), "validation_error");
  await problemOf(await ann.get(`${address}?format=csv&limit=5`), "validation_error");
});
