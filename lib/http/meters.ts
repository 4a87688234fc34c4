import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { decisionActions } from "@/lib/contracts/decision-kinds";
import type { QueueNow } from "@/lib/contracts/insights";
import type { CrashPoint } from "@/lib/orchestrator/crash-points";

/** What of the machine's work is a person's decision. */
const decisions: Partial<Record<CrashPoint, string>> = {
  ...Object.fromEntries(decisionActions.map((action) => [`${action}:after-commit`, action])),
  "edit_request:after-commit": "edit",
  "edit_payload:after-commit": "edit",
  "edit_response:after-commit": "edit",
};

/** What became of calls to providers. */
const calls: Partial<Record<CrashPoint, string>> = {
  "call:before-send": "sent",
  "delay_submission:after-commit": "delayed",
  "settle_succeeded:after-commit": "succeeded",
  "settle_failed:after-commit": "failed",
  "settle_unknown:after-commit": "unknown",
};

/** One answered request. */
interface Answered {
  method: string;
  /** The address with its parameters by name: `/api/hitl/runs/{id}`. */
  path: string;
  status: number;
  seconds: number;
}

/** What this process counts for Prometheus; counters begin at 0 with each start, as Prometheus expects. */
export interface Meters {
  /** To be told where the machine is. */
  reached(point: CrashPoint): void;
  answered(request: Answered): void;
  /** Prometheus' text format. @param queue as the database has it now */
  scrape(queue: QueueNow): Promise<{ type: string; text: string }>;
}

export function createMeters(): Meters {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const created = new Counter({ name: "countersign_runs_created_total", help: "Runs created", registers });
  const decided = new Counter({
    name: "countersign_decisions_total",
    help: "Decisions, by what was decided; those of a policy whose time ran out too",
    labelNames: ["action"],
    registers,
  });
  const called = new Counter({
    name: "countersign_provider_calls_total",
    help: "Calls of reviewed runs to providers: sent, delayed, and how they ended",
    labelNames: ["outcome"],
    registers,
  });
  const durations = new Histogram({
    name: "countersign_http_request_duration_seconds",
    help: "How long requests took, Prefer: wait included; streams until they began",
    labelNames: ["method", "path", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const waiting = new Gauge({
    name: "countersign_runs_waiting",
    help: "Runs that wait for a person, in all instances",
    labelNames: ["step"],
    registers,
  });
  const oldest = new Gauge({
    name: "countersign_oldest_wait_seconds",
    help: "How long the longest has been waiting for a person; 0 when none waits",
    registers,
  });
  const dueSoon = new Gauge({
    name: "countersign_reviews_due_soon",
    help: "Open reviews that run out of time within ten minutes",
    registers,
  });
  const running = new Gauge({
    name: "countersign_runs_running",
    help: "Runs the machine is at work on, in all instances",
    registers,
  });
  return {
    reached(point) {
      const [action, outcome] = [decisions[point], calls[point]];
      if (action) decided.inc({ action });
      if (outcome) called.inc({ outcome });
      if (point === "create:after-commit") created.inc();
    },
    answered: ({ method, path, status, seconds }) => durations.observe({ method, path, status }, seconds),
    async scrape(queue) {
      for (const { step, waiting: count } of queue.by_step) waiting.set({ step }, count);
      oldest.set((queue.oldest_ms ?? 0) / 1000);
      dueSoon.set(queue.due_soon);
      running.set(queue.running);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** An address with its parameters by name, so that Prometheus keeps one series for all runs. */
export function pathPattern(pathname: string, params: Record<string, unknown>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [String(value), `{${name}}`]));
  return pathname
    .split("/")
    .map((part) => names.get(decoded(part)) ?? part)
    .join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
