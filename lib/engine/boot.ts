import { randomBytes } from "node:crypto";
import type { Env } from "@/lib/env";
import type { Context } from "@/lib/orchestrator/context";
import { defaultLimits, type Limits } from "@/lib/orchestrator/limits";
import { allProviders } from "@/lib/providers/all";
import { findModel } from "@/lib/services/models/find-model";
import { seedModels } from "@/lib/services/models/seed-models";
import type { Database } from "@/lib/store/client";
import { openStorage } from "@/lib/store/open-storage";
import { EmbeddedQueue } from "./embedded-queue";
import { createHandlers } from "./handlers";
import type { Queue } from "./queue";
import { defaultTunables, type Tunables } from "./tunables";
import { createWakeups } from "./wakeups";

/** The orchestrator and the queue that works for it. */
export interface Engine {
  context: Context;
  queue: Queue;
  /** Seeds the catalogue and begins to work. */
  start(): Promise<void>;
  /** Takes no new work and finishes or hands back what is in hand. */
  stop(): Promise<void>;
}

/** What tests set otherwise than it is in service. */
export interface EngineOptions {
  clock?: (() => Date) | undefined;
  limits?: Partial<Limits> | undefined;
  tunables?: Partial<Tunables> | undefined;
  /** A crash test listens for where the process is. */
  reached?: Context["reached"] | undefined;
}

interface Parts extends EngineOptions {
  env: Pick<Env, "dataDir" | "publicUrl" | "replicate" | "s3" | "sandbox">;
  db: Database;
  log: Context["log"];
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 100 random bits in Crockford's base 32, after a prefix. */
function newId(prefix: string): string {
  const letters = Array.from(randomBytes(20), (byte) => alphabet[byte % 32]);
  return `${prefix}_${letters.join("")}`;
}

/** Puts the orchestrator together; nothing works before `start`. */
export function createEngine({ env, db, log, ...options }: Parts): Engine {
  const { clock = () => new Date(), reached = () => {} } = options;
  const tunables = { ...defaultTunables, ...options.tunables };
  const queue = new EmbeddedQueue({ db, log, clock, newId, random: Math.random, tunables, reached });
  const context: Context = {
    db,
    registry: allProviders({ ...env, now: clock }),
    findModel: (ref) => findModel(db, ref),
    outbox: queue.outbox,
    nudge: () => queue.nudge(),
    wakeups: createWakeups(),
    clock,
    newId,
    artifacts: openStorage(env),
    publicUrl: env.publicUrl,
    log,
    limits: { ...defaultLimits, ...options.limits },
    reached,
  };
  return {
    context,
    queue,
    async start() {
      await seedModels(db, clock());
      await queue.start(createHandlers(context));
    },
    stop: () => queue.stop(),
  };
}
