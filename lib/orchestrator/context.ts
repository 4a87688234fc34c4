import type { Json } from "@/lib/contracts/json";
import type { SealKey } from "@/lib/core/sealed/seal-key";
import type { RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import type { ModelDescription } from "@/lib/providers/contract";
import type { ProviderRegistry } from "@/lib/providers/registry";
import type { Database } from "@/lib/store/connection/client";
import type { Rows } from "@/lib/store/connection/rows";
import type { ArtifactStorage } from "@/lib/store/files/artifact-storage";
import type { Outbox } from "@/lib/store/runs/outbox";
import type { Sending } from "./calls/sending";
import type { CrashPoint } from "./crash-points";
import type { Signer } from "./heads/signer";
import type { Limits } from "./limits";
import type { PostOffice } from "./notices/post-office";
import type { SlackChannel } from "./notices/slack-channel";
import type { InputLooks } from "./reading/input-looks";
import type { KnownEndpoints } from "./webhooks/known-endpoints";
import type { WebhookTurns } from "./webhooks/turns";

/** A model that a request named. */
export interface FoundModel {
  provider: string;
  model: ModelDescription;
  /** True when its provider described it just now. */
  foreign?: boolean;
}

/** One who waits for news. News that comes while nobody waits is not lost: the next wait returns at once. */
export interface Listener {
  /** Resolves at the next news, or after `ms` milliseconds, or when `signal` aborts. */
  next(ms: number, signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Wake-ups only lower latency; the log is the truth, and losing one loses nothing. */
export interface Wakeups {
  announce(runId: string): void;
  /** Listens to one run, or with null to all. */
  listen(runId: string | null): Listener;
}

interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The job at hand, as the commits see it that it leads to. */
export interface JobAtHand {
  /** Whether nothing is left of it once the run is so. */
  isDone(run: RunState): boolean;
  /** Takes its row off, unless somebody has asked for it again; part of the transaction of what it did last. */
  takeOff(rows: Rows): Promise<boolean>;
  /** It was taken off, and that is committed. */
  isOff(): void;
}

/** Everything the orchestrator is given; it knows no queue, no clock and no framework of its own. */
export interface Context {
  db: Database;
  registry: ProviderRegistry;
  /** `provider:owner/name` → the catalogue's description, or the provider's own; throws CodedError when there is none. */
  findModel(ref: string): Promise<FoundModel>;
  /** What Replicate answers at an address of its API, asked with this installation's account; throws CodedError. */
  readReplicate(path: string, params: Record<string, string>): Promise<Json>;
  outbox: Outbox;
  /** The job that is being done, where a commit can take it off; null for whoever comes from outside. */
  atHand: JobAtHand | null;
  /** Wakes the streams and the waiting requests of a run after a commit. */
  wakeups: Wakeups;
  clock(): Date;
  /** A fresh id with a prefix: `run_…`. */
  newId(prefix: string): string;
  artifacts: ArtifactStorage;
  /** An uploaded file that no run names is kept for so long, in milliseconds. */
  filesKeptFor: number;
  /** What secrets are locked with; `nonce` gives 12 random bytes. */
  secrets: { key: SealKey; nonce(): Buffer };
  /** From which cost on a person proves anew who they are, in US dollars, and how long that holds, in milliseconds. */
  confirmation: { overUsd: number | null; within: number };
  /** The attempts that this process is sending. */
  sending: Sending;
  /** Signs what was committed; null where nothing is signed. */
  signer: Signer | null;
  /** Files of requests, fetched for reviewers to look at. */
  looks: InputLooks;
  /** Where providers may reach this installation, or null. */
  publicUrl: string | null;
  /** Where people and clients reach it, as far as is known: the address above, or this machine's own. */
  site: string;
  /** `host` or `host:port` of private addresses that webhooks may go to. */
  webhookHosts: readonly string[];
  /** The channel that is told of questions, and who carries mail to reviewers; null is none. */
  slack: SlackChannel | null;
  mail: PostOffice | null;
  /** The endpoints that are told what becomes of runs. */
  endpoints: KnownEndpoints;
  /** Whose webhooks are on their way in this process. */
  webhookTurns: WebhookTurns;
  log: Log;
  limits: Limits;
  /** Told of each transition once it is committed, with the state before it; null of a new run. */
  told(before: RunState | null, next: Transition): void;
  /** Told at each crash point; does nothing in service. */
  reached(point: CrashPoint): void;
}
