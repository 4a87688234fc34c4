import { performance } from "node:perf_hooks";
import type { Worker } from "node:worker_threads";
import { CodedError } from "@/lib/core/errors";
import { knownError } from "@/lib/core/known-error";
import { endlessSchema } from "@/lib/core/model-schema/resolve-node";
import { foreignLimits } from "../limits";

/** No thread can be had here; the caller has to do it itself. */
export class NoThread extends knownError("NoThread") {}

interface Waiting {
  text: string;
  /** A thread was ended under it, and not for what it takes: it gets a second one and no third. */
  second?: true;
  resolve(answer: string): void;
  reject(error: Error): void;
}

/** One thread, ready or on its way. */
interface Thread {
  worker: Worker;
  ready: boolean;
  job: Waiting | null;
  timer: NodeJS.Timeout | null;
  /** Why it is ended, or ended by itself. */
  end: "endless" | "slow" | "broken";
}

interface Pool {
  running: Thread[];
  waiting: Waiting[];
  /** The threads' code, once the first one has made it. */
  code: string | null;
  vainStarts: number;
  /** When threads may be tried again after vain starts, on this process's clock. */
  restUntil: number;
}

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.threads");
const shared: typeof globalThis & { [slot]?: Pool } = globalThis;
shared[slot] ??= { running: [], waiting: [], code: null, vainStarts: 0, restUntil: 0 };
const pool = shared[slot];

/** Where the thread's code is: beside this file, but read from the sources, which every installation has. */
const entry = ["lib", "orchestrator", "bounded", "worker.mjs"].join("/");

// Looked up at run time, so that no bundler takes the thread's code for its own.
const threads = () => process.getBuiltinModule("node:worker_threads");

/** Work took too long by the clock alone: another time it may end. */
export class TooSlow extends knownError("TooSlow") {}

/**
 * Hands an order to another thread, which is ended when it takes too long: this one stays free meanwhile.
 * @param given.turnAway false for what must be done, however much waits already
 * @throws CodedError `validation_error` for work without an end, `rate_limit_exceeded` when too much waits;
 *   `TooSlow` when the machine was too busy for it; `NoThread` where no thread can be started
 */
export async function apart(text: string, { turnAway }: { turnAway: boolean }): Promise<string> {
  const { mostWaiting, comeAgainSeconds } = foreignLimits;
  if (turnAway && pool.waiting.length >= mostWaiting)
    throw new CodedError("rate_limit_exceeded", "Too many large schemas wait to be read; try again.", {
      retryAfterSeconds: comeAgainSeconds,
    });
  return new Promise((resolve, reject) => {
    pool.waiting.push({ text, resolve, reject });
    keepThreads();
    handOut();
  });
}

/** Starts the threads, also before anybody needs them. */
export function keepThreads(): void {
  const { running, waiting } = pool;
  // The others wait for the code that the first one makes.
  const wanted = pool.code === null ? 1 : foreignLimits.threads;
  while (running.length < wanted && performance.now() >= pool.restUntil) running.push(startThread());
  if (running.length > 0) return;
  for (const one of waiting.splice(0)) one.reject(new NoThread("No thread could be started"));
}

function startThread(): Thread {
  const { Worker } = threads();
  const worker = new Worker(`${process.cwd()}/${entry}`, {
    execArgv: [],
    stderr: true,
    workerData: { code: pool.code },
    resourceLimits: { maxOldGenerationSizeMb: foreignLimits.memoryMb },
  });
  const thread: Thread = { worker, ready: false, job: null, timer: null, end: "broken" };
  // Nobody's work may keep a process from ending.
  worker.unref();
  thread.timer = setTimeout(() => void worker.terminate(), foreignLimits.startMs).unref();
  worker.on("message", (message: string | { code: string }) => {
    clear(thread);
    if (typeof message === "string") {
      thread.job?.resolve(message);
      thread.job = null;
    } else {
      thread.ready = true;
      pool.code = message.code;
      pool.vainStarts = 0;
      keepThreads();
    }
    worker.unref();
    handOut();
  });
  let trouble: unknown = null;
  worker.on("error", (error) => {
    trouble = error;
    // Out of memory is one way of having no end.
    thread.end = "endless";
  });
  worker.on("exit", () => {
    clear(thread);
    pool.running.splice(pool.running.indexOf(thread), 1);
    if (!thread.ready) startedInVain(trouble);
    const { job, end } = thread;
    if (job && end === "broken" && !job.second) pool.waiting.unshift({ ...job, second: true });
    else job?.reject(end === "endless" ? endlessSchema() : new TooSlow());
    if (job || pool.waiting.length > 0) keepThreads();
    handOut();
  });
  return thread;
}

function startedInVain(trouble: unknown): void {
  pool.vainStarts++;
  if (pool.vainStarts < foreignLimits.vainStarts) return;
  pool.vainStarts = 0;
  pool.restUntil = performance.now() + foreignLimits.restMs;
  const why = trouble instanceof Error ? trouble.message : "it took too long";
  process.emitWarning(`No thread for large schemas could be started, they hold up others: ${why}`);
}

/**
 * Ends a thread whose work goes on too long. What the process used beside this thread is shared out among those that
 * were at work just then.
 */
function watch(thread: Thread): void {
  const { msApart, wallMs, lookEvery } = foreignLimits;
  const started = performance.now();
  let [cpu, loop] = [process.cpuUsage(), performance.eventLoopUtilization()];
  let used = 0;
  thread.timer = setInterval(() => {
    const { user, system } = process.cpuUsage(cpu);
    const { active } = performance.eventLoopUtilization(loop);
    [cpu, loop] = [process.cpuUsage(), performance.eventLoopUtilization()];
    const busy = pool.running.filter(({ ready, job }) => !ready || job).length;
    used += Math.max(0, (user + system) / 1000 - active) / busy;
    if (used >= msApart) thread.end = "endless";
    else if (performance.now() - started >= wallMs) thread.end = "slow";
    else return;
    clear(thread);
    void thread.worker.terminate();
  }, lookEvery);
}

function clear(thread: Thread): void {
  // A time-out and an interval are ended the same way.
  if (thread.timer) clearInterval(thread.timer);
  thread.timer = null;
}

function handOut(): void {
  for (const thread of pool.running) {
    if (!thread.ready || thread.job || thread.end !== "broken") continue;
    const job = pool.waiting.shift();
    if (!job) return;
    thread.job = job;
    thread.worker.ref();
    watch(thread);
    thread.worker.postMessage(job.text);
  }
}
