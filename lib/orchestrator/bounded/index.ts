import { createHash } from "node:crypto";
import { createContext, Script } from "node:vm";
import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import { checksOf } from "@/lib/core/model-schema/checks-of";
import { endlessSchema } from "@/lib/core/model-schema/resolve-node";
import { nodesUpTo } from "@/lib/core/same-json";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import { foreignLimits } from "../limits";
import { apart, NoThread, TooSlow } from "./apart";
import type { Order, Outcome } from "./perform-task";
import { type TaskInput, type TaskName, type TaskResult, tasks } from "./tasks";

/** Orders that proved to have no end, by digest. */
const endless = new Set<string>();

interface Room {
  work: () => unknown;
}

const room: Room = { work: () => undefined };
const context = createContext(room);
const script = new Script("work()");

/**
 * Carries out work that follows a schema somebody sent. Schemas can refer to themselves, or branch so that checking
 * one takes longer than anybody lives, and the process serves others too: what is large, or not done in a moment,
 * goes to another thread, and what is not done there within a second is given up.
 *
 * @throws CodedError `validation_error` when it does not end, `rate_limit_exceeded` when too much of it waits already;
 *   whatever the task throws otherwise
 */
export async function bounded<Name extends TaskName>(
  provider: Provider,
  name: Name,
  input: TaskInput<Name>,
): Promise<TaskResult<Name>> {
  const work = () => carriedOut(provider, name, input);
  const here = (ms: number) => unlessEndless(() => within(ms, work));
  if (isSmall(input)) {
    const tried = isPlain(input) ? unlessEndless(work) : here(foreignLimits.msHere);
    if (tried) return tried.result;
  }
  try {
    return await there(provider, name, input);
  } catch (error) {
    if (!(error instanceof NoThread)) throw error;
  }
  const tried = here(foreignLimits.msApart);
  if (tried) return tried.result;
  throw endlessSchema();
}

/** Whether work on this is done in place: what is larger goes to another thread at once. */
export function isSmall(input: object): boolean {
  let left: number = foreignLimits.valuesHere;
  for (const value of Object.values(input)) {
    // Descriptions leave some of their fields undefined.
    left -= nodesUpTo(value, left);
    if (left <= 0) return false;
  }
  return true;
}

/** What a task may be given besides the request: answers are read once, and checked against nothing. */
interface Given {
  model: ModelDescription;
  output?: Json;
  response?: Json;
}

/**
 * Whether work on something small needs no watchdog, which takes a thread each time: there are so few values and checks
 * that even as many fixes, each tried with all checks anew, take no while; and all of it is so short that the square of
 * its length does not, either.
 */
function isPlain({ model, output, response, ...rest }: Given): boolean {
  const { checksUnwatched, valuesUnwatched, textUnwatched } = foreignLimits;
  const { openapiSchema, exampleOutput, ...described } = model;
  const checks = checksOf(openapiSchema);
  if (checks === null) return false;
  const values = nodesUpTo([described, rest], valuesUnwatched);
  if (values > valuesUnwatched || checks.once + checks.each * values > checksUnwatched) return false;
  return printJson([described, rest, exampleOutput, output, response]).length <= textUnwatched;
}

/** Guarantee: a task gets the input that is its own. */
function carriedOut<Name extends TaskName>(
  provider: Provider,
  name: Name,
  input: TaskInput<Name>,
): TaskResult<Name> {
  const task = tasks[name] as (provider: Provider, input: TaskInput<Name>) => TaskResult<Name>;
  return task(provider, input);
}

/** The result of work, or null where it has no end. */
function unlessEndless<Result>(work: () => Result): { result: Result } | null {
  try {
    return { result: work() };
  } catch (error) {
    if (isEndless(error)) return null;
    throw error;
  }
}

/** The result of work that ends in time: the engine's own watchdog (`vm`) stops code wherever it was written. */
function within<Result>(ms: number, work: () => Result): Result {
  room.work = work;
  try {
    return script.runInContext(context, { timeout: ms });
  } finally {
    room.work = () => undefined;
  }
}

function isEndless(error: unknown): boolean {
  if (error instanceof RangeError) return error.message.includes("call stack");
  // The watchdog's error comes from another realm and is no instance of ours.
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

async function there<Name extends TaskName>(
  provider: Provider,
  name: Name,
  input: TaskInput<Name>,
): Promise<TaskResult<Name>> {
  const order: Order<Name> = { provider: provider.name, name, input };
  const text = printJson(order);
  const digest = createHash("sha256").update(text).digest("base64");
  if (endless.has(digest)) throw endlessSchema();
  let answer: string;
  try {
    // An answer that was paid for is not turned away.
    answer = await apart(text, { turnAway: name !== "audit" });
  } catch (error) {
    if (error instanceof TooSlow) throw endlessSchema();
    if (error instanceof CodedError && error.code === "validation_error") remember(digest);
    throw error;
  }
  const outcome = parseJson(answer) as unknown as Outcome;
  if ("refused" in outcome) throw CodedError.again(outcome.refused);
  if ("failed" in outcome) {
    if (outcome.failed.includes("call stack")) throw endlessSchema();
    throw new Error(`Work in another thread failed: ${outcome.failed}`);
  }
  return outcome.result as TaskResult<Name>;
}

function remember(digest: string): void {
  endless.add(digest);
  const oldest = endless.values().next().value;
  if (endless.size > foreignLimits.endlessRemembered && oldest !== undefined) endless.delete(oldest);
}
