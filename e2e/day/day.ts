import type { Page } from "@playwright/test";
import type { Run } from "@/lib/contracts/run";
import type { Script } from "@/lib/providers/replicate/fixtures/server";
import type { Client } from "../support/client";
import { expect } from "../support/fixtures";
import { partsOf, partsWithAdded, typedPart } from "./parts";
import { Reviewer } from "./reviewer";
import type { Intent, Task } from "./tasks";
import type { Part, Signing, Witness } from "./witness";

/** Who takes part in a day. */
export interface Desk {
  page: Page;
  witness: Witness;
  /** Asks for the runs, and is the colleague. */
  client: Client;
  calls: Map<string, Script[]>;
}

/** One answer of the reviewer, as it was given. */
export interface Answered {
  task: Task;
  does: Intent["does"];
  /** Every key of it, from the first look at the run; what was written apart. */
  keys: number;
  written: number;
  /** From the deciding key to the next run, in milliseconds; null where the run stayed. */
  nextAfter: number | null;
  /** Parts of what was signed that had not been in view. */
  unseen: string[];
  /** How many parts there were to be signed. */
  parts: number;
}

export interface Day {
  answered: Answered[];
  runs: Map<Task, string>;
  counts: Reviewer["keyboard"]["counts"];
}

const numberOf = (text: string | null) => Number(/^\d+(?=:)/.exec(text ?? "")?.[0] ?? 0);

/** Asks for every run, lets the calls be made whose answers are reviewed, and claims what a colleague claims. */
async function prepare({ client, calls }: Desk, tasks: Task[]): Promise<Map<Task, string>> {
  const runs = new Map<Task, string>();
  for (const [number, task] of tasks.entries()) {
    calls.set(task.prompt, [...task.calls]);
    const hitl_config = {
      policy: "require_human",
      allowed_steps: [task.step],
      // Due in their own order; what comes back after a retry comes last, so that it moves nothing.
      timeout_seconds: (task.intents.length > 1 ? 60_000 : 30_000) + 100 * number,
    };
    runs.set(task, (await client.create({ ...task.body, prompt: task.prompt, hitl_config })).run_id);
  }
  for (const [task, runId] of runs) {
    await expect
      .poll(async () => (await client.get(runId)).status, { timeout: 60_000 })
      .toBe("awaiting_human");
    if (task.intents[0]?.does === "leave") await client.send("POST", `/api/hitl/runs/${runId}/claim`);
  }
  return runs;
}

/**
 * Works through the inbox until every intent was carried out.
 * @param onAnswered told of each answer as it was given
 */
export async function workADay(
  desk: Desk,
  tasks: Task[],
  onAnswered: (one: Answered) => void = () => {},
): Promise<Day> {
  const runs = await prepare(desk, tasks);
  const reviewer = new Reviewer(desk.page);
  const answered: Answered[] = [];
  const left = new Map(tasks.map((task) => [task, task.intents.filter(({ does }) => does !== "leave")]));
  const open = () => [...left.values()].some((intents) => intents.length > 0);
  await desk.page.goto("/");
  while (open()) {
    const task = await shownTask(desk.page, tasks);
    // Of what was tried again and has not come back yet nothing is asked.
    const intent = (await isAsked(desk.page)) ? left.get(task)?.shift() : undefined;
    if (intent) {
      const one = await answer(desk, reviewer, task, runs.get(task) ?? "", intent);
      answered.push(one);
      onAnswered(one);
    } else await moveOn(desk.page, reviewer);
  }
  return { answered, runs, counts: reviewer.keyboard.counts };
}

/** The task whose run the desk shows, once it can be answered. */
async function shownTask(page: Page, tasks: Task[]): Promise<Task> {
  const shown = await page.waitForFunction(
    () =>
      document.querySelector("article footer button:enabled") &&
      document.querySelector("article h1")?.textContent,
    undefined,
    { polling: "raf" },
  );
  const text = await shown.jsonValue();
  const task = tasks[numberOf(text || null) - 1];
  if (!task) throw new Error(`The desk shows a run that nobody asked for: ${text}`);
  return task;
}

/** Whether there is anything to answer of the run that is shown: one that is held or under way only says so. */
function isAsked(page: Page): Promise<boolean> {
  return page
    .locator("article footer")
    .getByRole("button", { name: /^(Approve|Reject)/ })
    .first()
    .isVisible();
}

async function moveOn(page: Page, { keyboard }: Reviewer): Promise<void> {
  const heading = page.locator("article h1");
  const before = await heading.textContent();
  for (const key of ["j", "k"]) {
    await keyboard.press(key, "move");
    const moved = await page
      .waitForFunction((was) => (document.querySelector("article h1")?.textContent ?? was) !== was, before, {
        polling: "raf",
        timeout: 2_000,
      })
      .catch(() => null);
    if (moved) return;
  }
}

async function answer(
  desk: Desk,
  reviewer: Reviewer,
  task: Task,
  runId: string,
  intent: Intent,
): Promise<Answered> {
  const { page, witness, client } = desk;
  const { counts } = reviewer.keyboard;
  const before = { ...counts };
  const run = await client.get(runId);
  const parts = signedParts(run, intent);
  await witness.watch(parts);
  const signs = await carryOut(desk, reviewer, run, intent, parts);
  const signing: Signing | null = intent.does === "lose" ? null : await witness.signing();
  const pressed = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const pressedBefore = Object.values(before).reduce((sum, count) => sum + count, 0);
  const written = counts.write - before.write;
  if (intent.does === "lose") await page.keyboard.press("Escape");
  return {
    task,
    does: intent.does,
    keys: pressed - pressedBefore - written,
    written,
    nextAfter: signing?.nextAfter ?? null,
    unseen: signs && signing ? signing.unseen : [],
    parts: signs && signing ? signs.length : 0,
  };
}

/** Where a rejection says why. */
const whyBox = (page: Page) => page.getByRole("textbox", { name: "Say why, for whoever asked" });

/** What is to be signed when it is answered as it is meant, as far as it is there before. */
function signedParts(run: Run, intent: Intent): Part[] {
  if (intent.does === "edit unread") return partsWithAdded(run, intent.adds);
  const parts = partsOf(run);
  return intent.does === "pick" ? parts.filter(({ name }) => name !== `picture ${intent.drops}`) : parts;
}

/** @returns the parts that the last key signed; null where it signed nothing */
async function carryOut(
  { page, witness, client }: Desk,
  reviewer: Reviewer,
  run: Run,
  intent: Intent,
  parts: Part[],
): Promise<Part[] | null> {
  switch (intent.does) {
    case "approve":
      await reviewer.approve();
      return parts;
    case "acknowledge":
      await reviewer.acknowledge(intent.why);
      return parts;
    case "reject":
    case "retry":
      await reviewer.write(intent.does === "reject" ? "r" : "t", intent.why);
      await reviewer.sign();
      return null;
    case "edit":
    case "edit answer": {
      await reviewer.read();
      const typed = typedPart(intent.adds);
      await reviewer.addToField(intent.adds);
      await witness.watchAlso([typed]);
      await reviewer.signEdit();
      return [...parts, typed];
    }
    case "edit unread":
      await reviewer.addToField(intent.adds);
      await reviewer.signEdit();
      return parts;
    case "pick":
      await reviewer.drop(intent.drops);
      await reviewer.signEdit();
      return parts;
    case "lose":
      await reviewer.write("r", intent.why);
      await expect(whyBox(page)).toHaveValue(intent.why);
      await client.decide(run.run_id, "approve");
      await expect(whyBox(page)).toHaveCount(0);
      await reviewer.sign();
      return null;
    case "leave":
      return null;
  }
}
