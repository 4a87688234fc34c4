import { editReview } from "@/lib/orchestrator/decisions/edit";
import { reviewerAnn, type TestEngine } from "./engine";
import { follow } from "./follow";
import { inParallel } from "./in-parallel";

const runs = 10;

/**
 * Makes so many decisions on one instance for each of ten runs, two at a time, and waits until each has been shown in the other's tail.
 * @returns how long after its commit each was shown, in milliseconds, shortest first
 */
export async function liveDelays(first: TestEngine, second: TestEngine, rounds: number): Promise<number[]> {
  const created = await Promise.all(Array.from({ length: runs }, () => first.create()));
  const shown = new Map<string, number[]>();
  const made = new Map<string, number[]>();
  const note = (times: Map<string, number[]>, runId: string) =>
    times.set(runId, [...(times.get(runId) ?? []), performance.now()]);
  let left = runs * rounds;
  let allShown = () => {};
  const done = new Promise<void>((resolve) => {
    allShown = resolve;
  });
  const stopFollowing = await follow(second, ({ run_id, type }) => {
    if (type !== "decision") return;
    note(shown, run_id);
    left -= 1;
    if (left === 0) allShown();
  });
  for (let round = 0; round < rounds; round++) {
    await inParallel(2, created, async ({ run_id }) => {
      const edits = { payload: { seed: round } };
      const looked = await first.seenBy(reviewerAnn, run_id);
      await editReview(first.context, run_id, looked, { edits, approve: false });
      note(made, run_id);
    });
  }
  await done;
  await stopFollowing();
  // The n-th decision of a run as it was made, and as it was shown.
  const delays = [...made].flatMap(([runId, times]) =>
    times.map((at, number) => (shown.get(runId)?.[number] ?? Number.NaN) - at),
  );
  return delays.sort((one, other) => one - other);
}

/** The value that so many of 100 stay below. */
export function percentile(sorted: number[], share: number): number {
  return sorted[Math.ceil((share / 100) * sorted.length) - 1] ?? Number.NaN;
}
