import type { JsonObject } from "@/lib/contracts/json";
import { RunStatus, Step } from "@/lib/contracts/words";
import { type RunState, stateFormat } from "@/lib/core/state";
import { fromColumn } from "../connection/json-column";
import { inNewest, type Reading, Unreadable } from "./formats";

const lists = ["attachments", "trace", "issues", "decisions"];

const reading: Reading = {
  newest: stateFormat,
  upgrades: [],
  is: ({ run_id, version, status, step, ...rest }) =>
    typeof run_id === "string" &&
    Number.isInteger(version) &&
    RunStatus.options.some((one) => one === status) &&
    Step.options.some((one) => one === step) &&
    lists.every((name) => Array.isArray(rest[name])),
};

/** The columns that a state is read from. */
export const stateColumns = { id: true, format: true, state: true } as const;

/** A run's row, as far as its state is read from it. */
export interface StoredState {
  id: string;
  format: number;
  state: unknown;
}

/**
 * A run's state, whichever release wrote it: checked, and in the shape of this one.
 * @throws Unreadable for one that a newer release wrote, or that is none
 */
export function readState({ id, format, state }: StoredState): RunState {
  const document = fromColumn<JsonObject | null>(state) ?? {};
  // Guarantee: what is of this shape was written by a release as a RunState.
  return inNewest(`The run ${id}`, { format, document }, reading) as unknown as RunState;
}

/** Rows with their states; those that cannot be read here are left out, so that one holds up no others. */
export function readStates<Row extends StoredState>(
  rows: readonly Row[],
): (Omit<Row, "state"> & { state: RunState })[] {
  return rows.flatMap((row) => {
    try {
      return { ...row, state: readState(row) };
    } catch (error) {
      if (error instanceof Unreadable) return [];
      throw error;
    }
  });
}
