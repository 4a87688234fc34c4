import { expect, test } from "vitest";
import { problemOf, testApi } from "@/lib/testing/api";

const { app, rita, ann, ada } = await testApi();
const runs = "/api/hitl/runs";

test.each([
  ["a status that is none", `UPDATE "Run" SET "status" = 'done' WHERE "id" = ?`, ["/events"]],
  ["a state that is no JSON", `UPDATE "Run" SET "state" = 'x' WHERE "id" = ?`, ["", "/events"]],
  ["a request that is none", `UPDATE "Run" SET "request" = '[]' WHERE "id" = ?`, [""]],
  [
    "a state without a model",
    `UPDATE "Run" SET "state" = json_set("state", '$.model', null) WHERE "id" = ?`,
    [""],
  ],
  ["an entry that is none", `UPDATE "RunEvent" SET "data" = 'x' WHERE "runId" = ?`, ["/events", "/evidence"]],
])("a run that holds %s says so itself, and health names it", async (_, change, paths) => {
  const [broken, whole] = [await rita.create(), await rita.create()];
  const { run_id } = broken;
  await app.db.prisma.$executeRawUnsafe(change, run_id);
  for (const path of paths) {
    const headers: Record<string, string> = path === "/events" ? { accept: "text/event-stream" } : {};
    const answer = await ann.get(`${runs}/${run_id}${path}`, headers);
    if (answer.status === 200) await answer.body?.cancel();
    else
      expect((await problemOf(answer, "unavailable")).detail).toBe(
        `The run ${run_id} is damaged: it cannot be read, and nothing is done to it.`,
      );
  }
  const listed = await (await ann.get(runs)).json();
  expect(listed.data.map((row: { run_id: string }) => row.run_id)).toContain(whole.run_id);
  const { trouble } = await (await ada.get("/api/health/detail")).json();
  expect(trouble).toContain(run_id);
  const { breaks } = await (await ada.post("/api/hitl/audit/verify", { run_id })).json();
  expect(breaks).toHaveLength(1);
  await app.db.prisma.run.deleteMany({ where: { id: run_id } }).catch(() => undefined);
});
