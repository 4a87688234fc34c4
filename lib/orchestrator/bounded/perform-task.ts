import { parseJson, printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import type { Provider } from "@/lib/providers/contract";
import { reckoningProviders } from "@/lib/providers/load-providers";
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

/** Loads the providers. @returns what carries an order out, and never throws */
export async function taskPerformer(): Promise<(text: string) => string> {
  const providers = await reckoningProviders();
  return (text) => printJson(outcomeOf(providers, parseJson(text) as unknown as Order));
}

function outcomeOf(providers: readonly Provider[], order: Order): Outcome {
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
