import { checkDecisions } from "./day/check";
import { workADay } from "./day/day";
import { figuresOf } from "./day/figures";
import { test } from "./day/fixtures";
import { prepareMaterial } from "./day/prepare-material";
import { kindsOfDay, tasksOf } from "./day/tasks";
import { expect } from "./support/fixtures";

const seed = Number(process.env.DAY_SEED ?? 1);
const count = Number(process.env.DAY_RUNS ?? 200);

test("a reviewer's day by keys alone signs nothing unseen and nothing that was not meant", async ({
  desk: page,
  browser,
  client,
  replicate,
  files,
  witness,
  calls,
}) => {
  test.setTimeout(count * 20_000 + 120_000);
  const material = await prepareMaterial(seed, browser, files);
  const tasks = tasksOf(kindsOfDay(count - 1, material.random), material);
  const begun = Date.now();
  const day = await workADay(
    { page, witness, client, calls },
    tasks,
    ({ task, does, keys, nextAfter, unseen }) =>
      // A day is long, and one wants to know how far it is.
      console.log(
        `${task.prompt.slice(0, 40)} (${task.kind}): ${does}, ${keys} keys, ${nextAfter?.toFixed() ?? "–"} ms`,
        ...unseen,
      ),
  );
  console.log(figuresOf(day, seed, (Date.now() - begun) / 60_000));
  await checkDecisions(client, replicate, day.runs);
  const unseen = day.answered.flatMap(({ task, unseen }) => unseen.map((part) => `${task.kind}: ${part}`));
  expect(unseen).toEqual([]);
});
