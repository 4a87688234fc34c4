import { Command, type CompiledStateGraph } from "@langchain/langgraph";
import type { Answer, Desk, Question } from "../desk.ts";

interface Resumable {
  invoke(input: unknown, config: { configurable: { thread_id: string } }): Promise<unknown>;
  getState: CompiledStateGraph<unknown, unknown>["getState"];
}

interface Options {
  /** Names the graph's thread; one process at a time goes on with it. */
  thread: string;
  desk: Desk;
  signal?: AbortSignal;
}

/**
 * Runs a graph to its end, and has people answer where it pauses: each `interrupt(question)` becomes a question on the
 * desk, and gives what came of it. Called again for the same thread it goes on where that stands: what was asked is not
 * asked anew. The graph needs a checkpointer.
 */
export async function reviewed(
  graph: Resumable,
  input: unknown,
  { thread, desk, signal }: Options,
): Promise<unknown> {
  const config = { configurable: { thread_id: thread } };
  const before = await graph.getState(config);
  if (before.createdAt === undefined) await graph.invoke(input, config);
  for (;;) {
    const { tasks, values } = await graph.getState(config);
    const pauses = tasks.flatMap(({ interrupts }) => interrupts);
    if (pauses.length === 0) return values;
    const answers = pauses.map(async ({ id, value }): Promise<[string, Answer]> => {
      const question = value as Question;
      // A node that pauses twice pauses under one id: what it asks tells them apart.
      const key = `${thread} ${id} ${await digestOf(question)}`;
      const asked = await desk.ask({ group_id: thread, ...question }, key);
      return [String(id), await desk.answerTo(asked, signal)];
    });
    const resume = Object.fromEntries(await Promise.all(answers));
    await graph.invoke(new Command({ resume }), config);
  }
}

async function digestOf(question: Question): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(question));
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}
