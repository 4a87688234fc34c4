import { checkDecisions } from "./day/check";
import { workADay } from "./day/day";
import { test } from "./day/fixtures";
import { partsOf } from "./day/parts";
import { prepareMaterial } from "./day/prepare-material";
import { type Kind, tasksOf } from "./day/tasks";
import { expect } from "./support/fixtures";

const kinds: Kind[] = [
  "a payload, approved",
  "a payload, rejected",
  "a payload, edited",
  "a prompt of several screens, approved",
  "a field that lacks, acknowledged",
  "a picture to be sent that is gone",
  "hidden characters",
  "pictures, some of them released",
  "a sound, released",
  "a text of several screens, released",
  "decided by a colleague meanwhile",
];

test("twelve runs of a day are decided by keys alone as they were meant, and none of them unseen", async ({
  desk: page,
  browser,
  client,
  replicate,
  files,
  witness,
  calls,
}) => {
  const tasks = tasksOf(kinds, await prepareMaterial(12, browser, files));
  const day = await workADay({ page, witness, client, calls }, tasks);
  await checkDecisions(client, replicate, day.runs);
  expect(day.answered.flatMap(({ unseen }) => unseen)).toEqual([]);
  expect(day.answered.reduce((sum, { parts }) => sum + parts, 0)).toBeGreaterThan(50);
});

test("what is decided while its end was never in view is counted as unseen", async ({
  desk,
  client,
  witness,
}) => {
  const run = await client.create({
    prompt: `${"A quay at low tide, with every boat named. ".repeat(200)}the very last words`,
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Show the rest/ })).toBeVisible();
  const parts = partsOf(run);
  await witness.watch(parts);
  await client.decide(run.run_id, "approve");
  const unseen = await witness.unseen();
  expect(unseen).toContain(parts.findLast(({ name }) => name.startsWith("prompt"))?.name);
  expect(unseen.length).toBeLessThan(parts.length);
});
