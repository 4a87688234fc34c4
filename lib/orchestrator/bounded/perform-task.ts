import { parseJson, printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import type { Provider } from "@/lib/providers/contract";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { createSandbox } from "@/lib/providers/sandbox/provider";
import { type TaskInput, type TaskName, tasks } from "./tasks";

/** What a thread is asked, as JSON. */
export interface Order<Name extends TaskName = TaskName> {
  provider: string;
  name: Name;
  input: TaskInput<Name>;
}

/** What it answers, as JSON: the result, or why there is none. */
export type Outcome =
  | { result: unknown }
  | { refused: { code: CodedError["code"]; message: string; details: CodedError["details"] } }
  | { failed: string };

/** They only reckon here: nothing is called, so they need no secrets and keep nothing. */
const providers: readonly Provider[] = [createReplicate({ token: null }), createSandbox({ dataDir: "." })];

/** Carries an order out. Never throws. */
export function performTask(text: string): string {
  return printJson(outcomeOf(parseJson(text) as unknown as Order));
}

function outcomeOf(order: Order): Outcome {
  try {
    const provider = providers.find(({ name }) => name === order.provider);
    if (!provider) return { failed: `There is no provider ${order.provider} here.` };
    return { result: carriedOut(provider, order) };
  } catch (error) {
    if (error instanceof CodedError)
      return { refused: { code: error.code, message: error.message, details: error.details } };
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Guarantee: an order's input is the one its task takes. */
function carriedOut(provider: Provider, { name, input }: Order): unknown {
  const task = tasks[name] as (provider: Provider, input: unknown) => unknown;
  return task(provider, input);
}
