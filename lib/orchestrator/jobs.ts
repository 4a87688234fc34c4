import { z } from "zod";
import { ErasePerson } from "@/lib/contracts/erasure";
import { Actor } from "@/lib/contracts/parts";
import type { Effect } from "@/lib/core/events";
import type { RunState } from "@/lib/core/state";
import type { NewJob } from "@/lib/store/runs/outbox";

/** The orchestrator's jobs and what each carries. */
export const jobPayloads = {
  advance: z.object({ run_id: z.string() }),
  call: z.object({ run_id: z.string(), attempt: z.number() }),
  cancel_call: z.object({ run_id: z.string(), attempt: z.number() }),
  expire: z.object({ run_id: z.string(), review_id: z.string() }),
  carry_out: z.object({ run_id: z.string(), review_id: z.string() }),
  erase_files: z.object({ run_id: z.string() }),
  erase_person: ErasePerson.pick({ field: true, value: true, owner_id: true }).extend({ by: Actor }),
  release: z.object({ hold_id: z.string() }),
  cancel_late: z.object({ run_id: z.string() }),
  deliver: z.object({ run_id: z.string(), seq: z.number(), event: z.string() }),
  notice_slack: z.object({ run_id: z.string(), review_id: z.string() }),
  notice_mail: z.object({ run_id: z.string(), review_id: z.string() }),
  announce: z.object({
    endpoint_id: z.string(),
    delivery: z.string(),
    run_id: z.string().nullable(),
    seq: z.number().nullable(),
    event: z.string(),
  }),
} as const;
export type JobKind = keyof typeof jobPayloads;

/** What may wait long for a provider: its calls, and the files of its answers. */
const callLane = (provider: string) => `call:${provider}`;
/** What asks a provider for a moment at most, or must not queue behind its calls. */
const stepLane = (provider: string) => `step:${provider}`;

/** What waits for whoever receives a webhook. */
const webhookLane = "webhooks";

/** Every lane in which something may wait for one of these providers, or for another outside. */
export function lanesOf(providers: readonly { name: string }[]): string[] {
  return [...providers.flatMap(({ name }) => [callLane(name), stepLane(name)]), webhookLane];
}

/** Ends a run that has not ended by then. */
export function cancelLateJob(run_id: string, runAt: Date): NewJob {
  return { kind: "cancel_late", payload: { run_id }, key: `cancel_late:${run_id}`, runAt };
}

/** Tells a run's webhook of an entry of its log. */
export function deliverJob(run_id: string, seq: number, event: string): NewJob {
  const key = `deliver:${run_id}:${seq}:${event}`;
  return { kind: "deliver", payload: { run_id, seq, event }, key, runAt: null, lane: webhookLane };
}

/** What an admin's endpoint is told: an entry of a run's log, or without one a test. */
export type Announcement = z.infer<typeof jobPayloads.announce>;

/** Tells an admin's endpoint. */
export function announceJob(payload: Announcement): NewJob {
  const key = `announce:${payload.delivery}`;
  return { kind: "announce", payload, key, runAt: null, lane: webhookLane };
}

/** A question of which something is said beside the desk. */
export type QuestionNotice = z.infer<typeof jobPayloads.notice_slack>;

/** Says of a question in the channel, and by mail, what is to be said of it then. */
export function noticeJobs(payload: QuestionNotice, by: { slack: boolean; mail: boolean }): NewJob[] {
  const job = (kind: "notice_slack" | "notice_mail"): NewJob => ({
    kind,
    payload,
    key: `${kind}:${payload.review_id}`,
    runAt: null,
    lane: webhookLane,
  });
  return [...(by.slack ? [job("notice_slack")] : []), ...(by.mail ? [job("notice_mail")] : [])];
}

/** Wakes what a hold held, after its end. */
export function releaseJob(hold_id: string): NewJob {
  return { kind: "release", payload: { hold_id }, key: `release:${hold_id}`, runAt: null };
}

/** Erases the runs of a person, some at a time. */
export function erasePersonJob(id: string, payload: z.infer<typeof jobPayloads.erase_person>): NewJob {
  return { kind: "erase_person", payload, key: `erase_person:${id}`, runAt: null };
}

/** An effect as a durable job. The key keeps one piece of work from being queued twice. */
export function jobOf(run: RunState, effect: Effect): NewJob {
  const { run_id, version, step } = run;
  const { provider } = run.model;
  switch (effect.kind) {
    case "advance": {
      // At the answer its files are fetched, which takes as long as the provider pleases.
      const lane = step === "response_review" ? callLane(provider) : stepLane(provider);
      return { kind: "advance", payload: { run_id }, key: `advance:${run_id}:${version}`, runAt: null, lane };
    }
    case "call":
    case "cancel_call": {
      const { kind, attempt } = effect;
      const lane = kind === "call" ? callLane(provider) : stepLane(provider);
      const key = `${kind}:${run_id}:${attempt}`;
      return { kind, payload: { run_id, attempt }, key, runAt: null, lane };
    }
    case "erase_files":
      return {
        kind: "erase_files",
        payload: { run_id },
        key: `erase_files:${run_id}:${version}`,
        runAt: null,
      };
    case "close": {
      const { at } = effect;
      const key = `advance:${run_id}:orphaned`;
      return { kind: "advance", payload: { run_id }, key, runAt: new Date(at) };
    }
    case "expire":
    case "carry_out": {
      const { kind, review_id, at } = effect;
      return {
        kind,
        payload: { run_id, review_id },
        key: `${kind}:${review_id}`,
        runAt: new Date(at),
      };
    }
  }
}
