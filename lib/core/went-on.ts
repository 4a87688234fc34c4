import type { RunEvent } from "./events";

/** What the entries that come after a decision say of it: whether it let its run go on. The others say nothing of that. */
const goesOn: Partial<Record<string, boolean>> = {
  decision_carried_out: true,
  step_completed: true,
  step_started: true,
  attempt_started: true,
  awaiting_human: false,
  decision_undone: false,
  run_cancelled: false,
  run_failed: false,
  run_expired: false,
} satisfies Partial<Record<RunEvent["type"], boolean>>;

/**
 * When each decision of a log let its run go on, oldest first: at once, or when the time to take it back was over. Null
 * where it did not: it only saved something and asked others, was taken back, ended the run, or what follows is not there.
 * @param entries oldest first; those of the types above and the decisions, at least
 */
export function wentOn<At>(entries: readonly { type: string; at: At }[]): (At | null)[] {
  const times: (At | null)[] = [];
  let told = true;
  for (const { type, at } of entries) {
    if (type === "decision") {
      times.push(null);
      told = false;
    } else if (!told && goesOn[type] !== undefined) {
      if (goesOn[type]) times[times.length - 1] = at;
      told = true;
    }
  }
  return times;
}
