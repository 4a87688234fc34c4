import { performance } from "node:perf_hooks";
import type { RunState } from "@/lib/core/state";
import type { Tunables } from "@/lib/engine/tunables";
import type { Limits } from "@/lib/orchestrator/limits";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import type { RecordedRequest } from "@/lib/providers/replicate/fixtures/types";
import { Random } from "@/lib/testing/crash/random";
import { fluxRef, llamaRef, TestEngine } from "@/lib/testing/engine";
import { drawTemper, type Temper } from "./temper";

/** As in service, only quicker: all waits are shortened, none is left out. */
const limits = {
  // Server and engine share one thread here: what is slow for that reason must not end a healthy run.
  submitTimeout: 5_000,
  submitLease: 7_000,
  lookupTimeout: 2_000,
  lookApart: 6_000,
  // So that a call that is turned away each time, and looked for twice after each, ends within the patience of a measure.
  maxDelays: 10,
  backoff: { first: 100, most: 1_000 },
  poll: { least: 100, most: 1_000 },
  callDeadline: 15_000,
  maxUnreadable: 5,
  maxUnanswered: 5,
  artifactBytes: 1024 * 1024,
  artifactTimeout: 1_000,
  artifactPatience: 1_000,
  artifactWait: { least: 20, most: 200 },
} satisfies Partial<Limits>;
const providerLimits = { rest: { first: 200, most: 1_000 }, whileTrying: 200 };
/** As many places as in service; only the patience is as short as all else. */
const tunables = { patience: 300 } satisfies Partial<Tunables>;

/** How long a healthy prediction takes at the provider, and the time between two requests, milliseconds. */
const healthyMs = 1_000;

interface Plan {
  seed: number;
  healthy: number;
  hostile: number;
  /** Milliseconds from one healthy request to the next; a hostile one goes beside it. */
  every: number;
  /** Milliseconds until every run must have come to rest. */
  patience: number;
}

export interface Ended {
  run: RunState;
  temper: Temper | null;
  /** From its request to its end. */
  ms: number;
}

export interface Report {
  ended: Ended[];
  /** Prompts that more than one prediction was made for. */
  twice: string[];
  /** How often the provider's status was looked at while it was left alone. */
  limited: number;
  /** The share of its time that this process was busy, 0 to 1: one without any left measures only itself. */
  busy: number;
}

/** Lets healthy and hostile calls of one provider run beside each other, and says how each ended. */
export async function hostileProvider({ seed, healthy, hostile, every, patience }: Plan): Promise<Report> {
  const random = new Random(seed);
  const tempers = new Map<string, Temper>();
  const left = new Map<string, number>();
  const promptOf = (value: unknown): string =>
    typeof value === "object" && value !== null && "prompt" in value ? String(value.prompt) : "";

  function promptIn({ route, path, body }: RecordedRequest): string {
    if (route === "create_prediction" && typeof body === "object" && body !== null && "input" in body)
      return promptOf(body.input);
    const id = path.split("/").find((part) => part.startsWith("rp"));
    return promptOf(world.replicate.predictions.find((one) => one.id === id)?.input);
  }

  const world: TestEngine = await TestEngine.start({
    limits,
    providerLimits,
    tunables,
    replicate: {
      defaultScript: { ends: { afterMs: healthyMs } },
      scriptFor: (input) => tempers.get(promptOf(input))?.script ?? null,
      answerTo(request) {
        const prompt = promptIn(request);
        const meant = request.route && tempers.get(prompt)?.answers[request.route];
        if (!meant) return null;
        const key = `${prompt} ${request.route}`;
        const times = left.get(key) ?? meant.times;
        left.set(key, times - 1);
        return times > 0 ? meant.answer() : null;
      },
    },
  });
  await using _ = world;

  async function one(prompt: string, temper: Temper | null): Promise<Ended> {
    if (temper) tempers.set(prompt, temper);
    const begun = performance.now();
    const model = temper?.answers.file || random.chance(0.2) ? fluxRef : llamaRef;
    const { run_id } = await world.createOnly({
      prompt,
      model: temper ? model : llamaRef,
      hitl_config: temper
        ? { policy: "require_human", allowed_steps: ["response_review"] }
        : { policy: "auto" },
    });
    const run = await waitForRest(world.context, run_id, patience);
    return { run, temper, ms: performance.now() - begun };
  }

  const idle = performance.eventLoopUtilization();
  let limited = 0;
  const provider = world.context.registry.byName("replicate");
  const watch = setInterval(() => {
    if (provider.getRateLimitStatus().limited) limited += 1;
  }, 50);
  const runs: Promise<Ended>[] = [];
  for (let n = 0; n < Math.max(healthy, hostile); n++) {
    if (n < healthy) runs.push(one(`healthy ${n}`, null));
    if (n < hostile) runs.push(one(`hostile ${n}`, drawTemper(random)));
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  const ended = await Promise.all(runs);
  clearInterval(watch);
  const busy = performance.eventLoopUtilization(idle).utilization;
  const made = new Map<string, number>();
  for (const { input } of world.replicate.predictions)
    made.set(promptOf(input), (made.get(promptOf(input)) ?? 0) + 1);
  return {
    ended,
    limited,
    busy,
    twice: [...made].filter(([, count]) => count > 1).map(([prompt]) => prompt),
  };
}

/** What is wrong with how the hostile ones ended, a sentence each. */
export function faultsIn({ ended, twice }: Report): string[] {
  const faults = twice.map((prompt) => `${prompt} was made twice`);
  for (const { run, temper } of ended) {
    const about = `${run.prompt} (${temper?.name ?? "healthy"})`;
    if (!temper && run.status !== "completed") faults.push(`${about} is ${run.status}: ${run.message}`);
    if (!temper) continue;
    const open = run.status === "awaiting_human" && run.review !== null && run.message !== "";
    if (!open)
      faults.push(`${about} is not before a person, it is ${run.status} at ${run.step}: ${run.message}`);
  }
  return faults;
}

/** The time that so large a share of the healthy runs took at most, milliseconds. */
export function healthyTime({ ended }: Report, share: number): number {
  const times = ended.filter(({ temper }) => temper === null).map(({ ms }) => ms);
  times.sort((one, other) => one - other);
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
}
