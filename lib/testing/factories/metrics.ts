import type { BucketFigures, Metrics, PathFigures, Spread } from "@/lib/contracts/insights";
import { ada, grace } from "./people";

const hour = 3600_000;
const day = 24 * hour;

/** 0 to 1, the same for the same number. */
function wave(seed: number): number {
  return Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;
}

export function spread(p50: number, count: number): Spread {
  return { count, mean: p50 * 1.4, p50, p95: p50 * 3.7, p99: p50 * 7.9 };
}

function outcomes(completed: number, failed: number, cancelled: number, expired: number) {
  const ended = completed + failed;
  return {
    runs: ended + cancelled + expired,
    completed,
    failed,
    cancelled,
    expired,
    success_rate: ended === 0 ? null : completed / ended,
    error_rate: ended === 0 ? null : failed / ended,
  };
}

function bucketOf(index: number, size: number, reviewed: boolean): BucketFigures {
  const swing = 0.55 + wave(index) * 0.9;
  const completed = Math.round(size * swing);
  const failed = Math.round(size * 0.04 * wave(index + 7) * (reviewed ? 1 : 1.4));
  const empty = completed === 0;
  return {
    ...outcomes(
      completed,
      failed,
      reviewed ? Math.round(size * 0.09 * swing) : 0,
      reviewed ? Math.round(wave(index + 3) * size * 0.03) : 0,
    ),
    intervened: reviewed ? Math.round(completed * 0.31) : 0,
    decisions: {
      approve: reviewed ? Math.round(completed * 0.2) : 0,
      edit: reviewed ? Math.round(completed * 0.07) : 0,
      reject: reviewed ? Math.round(completed * 0.05) : 0,
      retry: 0,
    },
    timeouts: reviewed ? Math.round(wave(index + 3) * size * 0.03) : 0,
    total_p50_ms: empty ? null : 9_000 * swing,
    total_p95_ms: empty ? null : 160_000 * swing,
    provider_p50_ms: empty ? null : 4_100 * (0.8 + wave(index + 1) * 0.5),
    provider_p95_ms: empty ? null : 11_800 * (0.8 + wave(index + 2) * 0.7),
    decision_p50_ms: empty || !reviewed ? null : 68_000 * (0.6 + wave(index + 5)),
    decision_p95_ms: empty || !reviewed ? null : 410_000 * (0.6 + wave(index + 6) * 0.9),
    estimated_usd: completed * 0.031,
    measured_usd: completed * 0.028 * (0.9 + wave(index + 8) * 0.2),
  };
}

export function makePath(runs: number, reviewed: boolean): PathFigures {
  const completed = Math.round(runs * (reviewed ? 0.86 : 0.962));
  const failed = Math.round(runs * (reviewed ? 0.021 : 0.038));
  return {
    ...outcomes(
      completed,
      failed,
      reviewed ? Math.round(runs * 0.092) : 0,
      reviewed ? Math.round(runs * 0.027) : 0,
    ),
    intervened: reviewed ? Math.round(runs * 0.31) : 0,
    intervention_rate: reviewed ? 0.31 : 0,
    latency_ms: {
      total: spread(reviewed ? 9_400 : 4_900, runs),
      provider: spread(reviewed ? 4_180 : 4_260, runs),
      people: reviewed ? spread(74_000, Math.round(runs * 0.31)) : null,
      system: spread(reviewed ? 42 : 11, runs),
    },
    time_to_decision_ms: reviewed ? spread(72_000, Math.round(runs * 0.36)) : null,
    decisions: reviewed
      ? {
          approve: Math.round(runs * 0.21),
          edit: Math.round(runs * 0.08),
          reject: Math.round(runs * 0.06),
          retry: Math.round(runs * 0.01),
        }
      : { approve: 0, edit: 0, reject: 0, retry: 0 },
    timeouts: reviewed ? Math.round(runs * 0.012) : 0,
    cost: {
      estimated_usd: runs * 0.031,
      estimated_runs: Math.round(runs * 0.94),
      measured_usd: runs * 0.026,
      measured_runs: Math.round(runs * 0.9),
      measured_estimate_usd: runs * 0.029,
    },
  };
}

const modelRows = [
  ["replicate", "black-forest-labs/flux-schnell", 5_212],
  ["replicate", "black-forest-labs/flux-dev", 2_940],
  ["replicate", "minimax/video-01", 1_106],
  ["replicate", "black-forest-labs/flux-fill-pro", 731],
  ["replicate", "meta/musicgen", 402],
  ["sandbox", "sandbox/image", 118],
] as const;

/** Thirty days of a busy desk that is moving over. */
export function makeMetrics(over: Partial<Metrics> = {}): Metrics {
  const now = Date.now();
  const last = Math.floor(now / day) * day;
  const starts = Array.from({ length: 30 }, (_, index) => last - (29 - index) * day);
  return {
    from: new Date(last - 29 * day).toISOString(),
    to: new Date(last + day).toISOString(),
    bucket: "day",
    model: null,
    provider: null,
    generated_at: new Date(now - 20_000).toISOString(),
    uncounted: 0,
    queue: {
      waiting: 42,
      by_step: [
        { step: "information_review", waiting: 3 },
        { step: "payload_review", waiting: 31 },
        { step: "api_call", waiting: 1 },
        { step: "response_review", waiting: 7 },
      ],
      oldest_ms: 47 * 60_000,
      age_p50_ms: 4 * 60_000,
      age_p95_ms: 31 * 60_000,
      due_soon: 3,
      running: 12,
    },
    paths: { hitl: makePath(10_512, true), legacy: makePath(14_220, false) },
    series: starts.map((start, index) => ({
      start: new Date(start).toISOString(),
      hitl: bucketOf(index, 40 + index * 20, true),
      legacy: bucketOf(index + 40, Math.max(40, 900 - index * 30), false),
    })),
    models: modelRows.map(([provider, model, runs], index) => ({
      ...outcomes(
        Math.round(runs * 0.87),
        Math.round(runs * 0.02),
        Math.round(runs * 0.09),
        Math.round(runs * 0.02),
      ),
      provider,
      model,
      intervened: Math.round(runs * (0.2 + index * 0.09)),
      intervention_rate: 0.2 + index * 0.09,
      decisions: {
        approve: Math.round(runs * 0.2),
        edit: Math.round(runs * 0.04 * (index + 1)),
        reject: Math.round(runs * 0.03 * (index + 1)),
        retry: index === 2 ? 31 : 2,
      },
      timeouts: index * 4,
      time_to_decision_ms: spread(52_000 + index * 21_000, Math.round(runs * 0.3)),
      estimated_usd: runs * 0.03,
      measured_usd: runs * 0.027,
    })),
    reviewers: [
      {
        reviewer: grace,
        decisions: { approve: 1_180, edit: 402, reject: 260, retry: 31 },
        total: 1_873,
        time_to_decision_ms: spread(41_000, 1_873),
      },
      {
        reviewer: { kind: ada.kind, id: ada.id, name: ada.name },
        decisions: { approve: 812, edit: 377, reject: 301, retry: 12 },
        total: 1_502,
        time_to_decision_ms: spread(66_000, 1_502),
      },
      {
        reviewer: { kind: "user", id: "user_edsger", name: "Edsger Dijkstra" },
        decisions: { approve: 214, edit: 61, reject: 140, retry: 0 },
        total: 415,
        time_to_decision_ms: spread(180_000, 415),
      },
      {
        reviewer: { kind: "api_key", id: "key_bot", name: "nightly triage" },
        decisions: { approve: 96, edit: 0, reject: 22, retry: 0 },
        total: 118,
        time_to_decision_ms: spread(1_400, 118),
      },
    ],
    changes: [
      { pointer: "request:/prompt", runs: 312, share: 0.371 },
      { pointer: "/num_inference_steps", runs: 204, share: 0.243 },
      { pointer: "/aspect_ratio", runs: 151, share: 0.18 },
      { pointer: "/images/*", runs: 88, share: 0.105 },
      { pointer: "/guidance_scale", runs: 74, share: 0.088 },
      { pointer: "response", runs: 41, share: 0.049 },
      { pointer: "/seed", runs: 12, share: 0.014 },
    ],
    failures: [
      { path: "hitl", code: "model_failed", runs: 120, share: 0.16 },
      { path: "legacy", code: "model_failed", runs: 320, share: 0.42 },
      { path: "legacy", code: "rate_limited", runs: 188, share: 0.25 },
      { path: "hitl", code: "rate_limited", runs: 42, share: 0.06 },
      { path: "hitl", code: "provider_timeout", runs: 58, share: 0.08 },
      { path: "legacy", code: "prompt_not_used", runs: 25, share: 0.03 },
    ],
    ...over,
  };
}

/** The same desk before anything happened. */
export function makeEmptyMetrics(): Metrics {
  const full = makeMetrics();
  const none = { ...outcomes(0, 0, 0, 0), decisions: { approve: 0, edit: 0, reject: 0, retry: 0 } };
  const path: PathFigures = {
    ...none,
    intervened: 0,
    intervention_rate: null,
    latency_ms: { total: null, provider: null, people: null, system: null },
    time_to_decision_ms: null,
    timeouts: 0,
    cost: {
      estimated_usd: 0,
      estimated_runs: 0,
      measured_usd: 0,
      measured_runs: 0,
      measured_estimate_usd: 0,
    },
  };
  return {
    ...full,
    queue: {
      waiting: 0,
      by_step: [],
      oldest_ms: null,
      age_p50_ms: null,
      age_p95_ms: null,
      due_soon: 0,
      running: 0,
    },
    paths: { hitl: path, legacy: path },
    series: full.series.map(({ start }) => ({
      start,
      hitl: bucketOf(0, 0, true),
      legacy: bucketOf(0, 0, false),
    })),
    models: [],
    reviewers: [],
    changes: [],
    failures: [],
  };
}
