import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Run } from "@/lib/contracts/run";
import type { ReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { Client } from "../support/client";
import { expect } from "../support/fixtures";
import { textOf } from "./parts";
import type { Intent, Task } from "./tasks";

interface Decided {
  action: string;
  message: string | null;
  /** Whether the reviewer at the desk decided it, and not the colleague. */
  mine: boolean;
}

/** What a run's list of decisions says when an intent was carried out as it was meant. */
function decidedBy(intent: Intent): Decided[] {
  switch (intent.does) {
    case "approve":
      return [{ action: "approve", message: null, mine: true }];
    case "acknowledge":
      return [{ action: "approve", message: intent.why, mine: true }];
    case "reject":
    case "retry":
      return [{ action: intent.does, message: intent.why, mine: true }];
    case "edit":
    case "edit unread":
    case "edit answer":
    case "pick":
      return [{ action: "edit", message: null, mine: true }];
    case "lose":
      return [{ action: "approve", message: null, mine: false }];
    case "leave":
      return [];
  }
}

/** The prompt that is to be sent. */
function promptOf({ prompt, intents }: Task): string {
  const edit = intents.find(({ does }) => does === "edit" || does === "edit unread");
  return edit && "adds" in edit ? prompt + edit.adds : prompt;
}

const over = (run: Run) => ["completed", "cancelled"].includes(run.status);

/**
 * Every run was decided as it was meant and not otherwise: who, which verb, which words; what was edited is what was
 * sent or released, and what was rejected was never sent.
 */
export async function checkDecisions(client: Client, replicate: ReplicateServer, runs: Map<Task, string>) {
  for (const [task, runId] of runs) {
    const where = `${task.kind}: ${task.prompt.slice(0, 80)}`;
    const left = task.intents.some(({ does }) => does === "leave");
    // A decision goes out when it cannot be taken back any more, and then the call is made.
    if (!left) await expect.poll(async () => over(await client.get(runId)), { message: where }).toBe(true);
    const run = await client.get(runId);
    const decided = run.decisions.map(({ action, message, actor }) => ({
      action,
      message: message ?? null,
      mine: actor.kind === "user",
    }));
    expect(decided, where).toEqual(task.intents.flatMap(decidedBy));
    const sent = replicate.predictions.filter(
      ({ input }) => isJsonObject(input) && input.prompt === promptOf(task),
    );
    const rejected = left || task.intents.some(({ does }) => does === "reject");
    const onReplicate = task.body.model !== undefined;
    expect(sent.length, where).toBe(onReplicate && !rejected ? Math.max(1, task.calls.length) : 0);
    checkAnswer(task, run, where);
  }
}

/** What was released is what was edited. */
function checkAnswer({ intents, calls }: Task, run: Run, where: string) {
  const [intent] = intents;
  if (intent?.does === "edit answer") {
    expect(textOf(run.result), where).toBe(`${calls[0]?.output}${intent.adds}`);
  }
  if (intent?.does === "pick") {
    const kept = run.outputs.filter(({ index }) => index + 1 !== intent.drops).map(({ url }) => url);
    expect(run.result, where).toEqual(kept);
  }
}
