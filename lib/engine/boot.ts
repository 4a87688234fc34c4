import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Env } from "@/lib/env";
import type { Context } from "@/lib/orchestrator/context";
import { allProviders } from "@/lib/providers/all";
import { findModel } from "@/lib/services/models/find-model";
import { seedModels } from "@/lib/services/models/seed-models";
import { diskStorage } from "@/lib/store/artifact-storage";
import type { Database } from "@/lib/store/client";
import { EmbeddedQueue } from "./embedded-queue";
import { createHandlers } from "./handlers";
import type { Queue } from "./queue";
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

interface Parts {
  env: Pick<Env, "dataDir" | "publicUrl" | "replicate" | "sandbox">;
  db: Database;
  log: Context["log"];
  /** Tests give their own time. */
  clock?: () => Date;
  /** A crash test listens for where the process is. */
  reached?: Context["reached"];
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 100 random bits in Crockford's base 32, after a prefix. */
function newId(prefix: string): string {
  const letters = Array.from(randomBytes(20), (byte) => alphabet[byte % 32]);
  return `${prefix}_${letters.join("")}`;
}

/** Puts the orchestrator together; nothing works before `start`. */
export function createEngine({ env, db, log, clock = () => new Date(), reached = () => {} }: Parts): Engine {
  const queue = new EmbeddedQueue({ db, log, clock, newId, random: Math.random });
  const context: Context = {
    db,
    registry: allProviders({ ...env, now: clock }),
    findModel: (ref) => findModel(db, ref),
    outbox: queue.outbox,
    nudge: () => queue.nudge(),
    wakeups: createWakeups(),
    clock,
    newId,
    artifacts: diskStorage(join(env.dataDir, "artifacts")),
    publicUrl: env.publicUrl,
    log,
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
