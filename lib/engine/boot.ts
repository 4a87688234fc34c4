import { randomBytes } from "node:crypto";
import { sealKey } from "@/lib/core/sealed/seal-key";
import type { Env } from "@/lib/env";
import { Sending } from "@/lib/orchestrator/calls/sending";
import type { Context } from "@/lib/orchestrator/context";
import { keepOffering } from "@/lib/orchestrator/decisions/offer-turns";
import { keepErasing } from "@/lib/orchestrator/erasing/erase-old";
import { keepSweeping } from "@/lib/orchestrator/files/sweep-files";
import { keepKeepingHeads } from "@/lib/orchestrator/heads/keep-heads";
import { keepPostingHeads } from "@/lib/orchestrator/heads/post-heads";
import { keepSigning } from "@/lib/orchestrator/heads/sign-heads";
import { createSigner } from "@/lib/orchestrator/heads/signer";
import { defaultLimits, type Limits, secretLimits } from "@/lib/orchestrator/limits";
import { PostOffice } from "@/lib/orchestrator/notices/post-office";
import { SlackChannel } from "@/lib/orchestrator/notices/slack-channel";
import { InputLooks } from "@/lib/orchestrator/reading/input-looks";
import { keepForgetting } from "@/lib/orchestrator/webhooks/forget-deliveries";
import { KnownEndpoints } from "@/lib/orchestrator/webhooks/known-endpoints";
import { WebhookTurns } from "@/lib/orchestrator/webhooks/turns";
import type { ProviderFolder } from "@/lib/providers/folder";
import type { ProviderLimits } from "@/lib/providers/limits";
import { loadProviders } from "@/lib/providers/load-providers";
import { describedModels } from "@/lib/services/models/described-models";
import { namedModel } from "@/lib/services/models/named-model";
import { replicateReader } from "@/lib/services/models/replicate-reader";
import { builtInModels } from "@/lib/services/models/seed-model";
import { seedModels } from "@/lib/services/models/seed-models";
import type { Database } from "@/lib/store/connection/client";
import { openStorage } from "@/lib/store/files/open-storage";
import { headMemory } from "@/lib/store/head-memory";
import { eraseLeftSecrets } from "@/lib/store/runs/sealed-secrets";
import { EmbeddedQueue } from "./embedded-queue";
import { GraphileQueue } from "./graphile-queue";
import { createHandlers } from "./handlers";
import { PostgresWakeups } from "./postgres-wakeups";
import type { Queue } from "./queue";
import { traceTransition } from "./tracing/trace-transition";
import { tracedHandlers } from "./tracing/traced-handlers";
import { tracedProviders } from "./tracing/traced-providers";
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

/** What an engine does beside its jobs, again and again. */
export type Round =
  | "offer"
  | "sign"
  | "keep_heads"
  | "post_heads"
  | "erase"
  | "sweep_files"
  | "forget_deliveries";

/** What tests set otherwise than it is in service. */
export interface EngineOptions {
  /** Rounds that the test makes itself. */
  without?: readonly Round[] | undefined;
  clock?: (() => Date) | undefined;
  limits?: Partial<Limits> | undefined;
  tunables?: Partial<Tunables> | undefined;
  providerLimits?: Partial<ProviderLimits> | undefined;
  /** The providers there are, where they are not those of the registry. */
  providerFolders?: readonly ProviderFolder[] | undefined;
  /** Whether no other process can be at work on the database; a lock that dies with the process must say so. */
  alone?: boolean | undefined;
  /** A crash test listens for where the process is. */
  reached?: Context["reached"] | undefined;
}

interface Parts extends EngineOptions {
  env: Pick<Env, "dataDir" | "inputHosts" | "providers" | "publicUrl" | "s3" | "secretsKey"> &
    Partial<
      Pick<
        Env,
        | "signing"
        | "headsFile"
        | "headsWebhookUrl"
        | "eraseAfterDays"
        | "confirmation"
        | "port"
        | "webhookHosts"
        | "slack"
        | "mail"
        | "filesKeptFor"
      >
    >;
  db: Database;
  log: Context["log"];
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 100 random bits in Crockford's base 32, after a prefix. */
function newId(prefix: string): string {
  const letters = Array.from(randomBytes(20), (byte) => alphabet[byte % 32]);
  return `${prefix}_${letters.join("")}`;
}

interface Machinery {
  queue: Queue;
  wakeups: Context["wakeups"];
  start(): Promise<void>;
  stop(): Promise<void>;
}

type MachineryOptions = Omit<ConstructorParameters<typeof EmbeddedQueue>[0], "db">;

/** What the kind of database decides: one process on a SQLite file, or any number on one PostgreSQL. */
function createMachinery(db: Database, options: MachineryOptions): Machinery {
  if (db.kind === "sqlite") {
    const queue = new EmbeddedQueue({ db, ...options });
    return { queue, wakeups: createWakeups(), start: async () => {}, stop: async () => {} };
  }
  const { url } = db;
  const moved = (runId: string) => db.known.forget(runId);
  const wakeups = new PostgresWakeups({ url, self: newId("instance"), moved, log: options.log });
  return {
    queue: new GraphileQueue({ url, ...options }),
    wakeups,
    start: () => wakeups.start(),
    stop: () => wakeups.stop(),
  };
}

/** Puts the orchestrator together; nothing works before `start`. */
export async function createEngine({ env, db, log, ...options }: Parts): Promise<Engine> {
  const { clock = () => new Date(), reached = () => {} } = options;
  const tunables = { ...defaultTunables, ...options.tunables };
  const { queue, wakeups, ...life } = createMachinery(db, {
    log,
    clock,
    newId,
    random: Math.random,
    tunables,
    reached,
  });
  const limits = { ...defaultLimits, ...options.limits };
  const providers = await loadProviders({
    settings: env.providers,
    dataDir: env.dataDir,
    privateHosts: env.inputHosts,
    now: clock,
    limits: options.providerLimits,
    folders: options.providerFolders,
  });
  const registry = tracedProviders(providers);
  const { describeTimeout: timeout, describedFor: keptFor } = limits;
  const described = describedModels({ now: clock, timeout, keptFor });
  const context: Context = {
    db,
    registry,
    readReplicate: replicateReader({ registry, now: clock, timeout, keptFor }),
    findModel: (ref) => namedModel({ db, registry, described }, ref),
    outbox: queue.outbox,
    atHand: null,
    wakeups,
    clock,
    newId,
    artifacts: openStorage(env),
    filesKeptFor: env.filesKeptFor ?? 86_400_000,
    secrets: { key: sealKey(Buffer.from(env.secretsKey, "base64")), nonce: () => randomBytes(12) },
    signer: env.signing
      ? await createSigner(env.signing.key, env.signing.retired, headMemory(env.dataDir))
      : null,
    sending: new Sending(options.alone ?? false),
    looks: new InputLooks({ clock, privateHosts: env.inputHosts }),
    publicUrl: env.publicUrl,
    site: env.publicUrl ?? `http://localhost:${env.port ?? 3000}`,
    webhookHosts: env.webhookHosts ?? [],
    slack: env.slack ? new SlackChannel(env.slack) : null,
    mail: env.mail ? new PostOffice(env.mail) : null,
    endpoints: new KnownEndpoints(db, clock),
    webhookTurns: new WebhookTurns(),
    confirmation: env.confirmation ?? { overUsd: null, within: 0 },
    log,
    limits,
    reached,
    told: traceTransition,
  };
  const stopping = new AbortController();
  const { signer } = context;
  const { eraseAfterDays, headsFile, headsWebhookUrl } = env;
  const { signal } = stopping;
  const rounds: Record<Round, (() => Promise<void>) | undefined> = {
    offer: () => keepOffering(context, signal),
    sign: signer ? () => keepSigning(context, signer, signal) : undefined,
    keep_heads: signer && headsFile ? () => keepKeepingHeads(headsFile, context, signal) : undefined,
    post_heads:
      signer && headsWebhookUrl ? () => keepPostingHeads(headsWebhookUrl, context, signal) : undefined,
    sweep_files: () => keepSweeping(context, signal),
    forget_deliveries: () => keepForgetting(context, signal),
    erase: eraseAfterDays ? () => keepErasing(context, eraseAfterDays, signal) : undefined,
  };
  let going: Promise<unknown> = Promise.resolve();
  return {
    context,
    queue,
    async start() {
      await seedModels(db, builtInModels(registry), clock());
      await eraseLeftSecrets(db.prisma, new Date(clock().getTime() - secretLimits.longestLeft));
      await life.start();
      await queue.start(tracedHandlers(createHandlers(context)));
      const wanted = Object.entries(rounds).filter(([name]) => !options.without?.some((one) => one === name));
      going = Promise.all(wanted.map(([, keep]) => keep?.()));
    },
    async stop() {
      stopping.abort();
      await queue.stop();
      await going;
      await life.stop();
      context.looks.close();
    },
  };
}
