import { createContext, Script } from "node:vm";
import { CodedError } from "@/lib/core/errors";

/** Reading a model's schema takes milliseconds; what takes this long would never end. */
const mostMs = 2_500;

interface Room {
  work: () => void;
}

const room: Room = { work: () => undefined };
const context = createContext(room);
const script = new Script("work()");

function endless(error: unknown): boolean {
  if (error instanceof RangeError) return error.message.includes("call stack");
  // The watchdog's error comes from another realm and is no instance of ours.
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
}

/**
 * Carries out synchronous work that follows a schema somebody sent. Schemas can refer to themselves, or branch so
 * that checking one takes longer than anybody lives; the process serves others too, so the engine's own watchdog
 * (`vm`, which stops code wherever it was written) ends it.
 *
 * @throws CodedError `validation_error` when it does not end; whatever `work` throws otherwise
 */
export function bounded<Result>(work: () => Result): Result {
  const results: Result[] = [];
  room.work = () => {
    results.push(work());
  };
  try {
    script.runInContext(context, { timeout: mostMs });
  } catch (error) {
    if (!endless(error)) throw error;
    throw new CodedError(
      "validation_error",
      "The model's schema cannot be followed to its end: it refers to itself, or branches too often.",
    );
  } finally {
    room.work = () => undefined;
  }
  const [result] = results;
  // Guarantee: the script ended without throwing, so `work` gave exactly one result.
  return result as Result;
}
