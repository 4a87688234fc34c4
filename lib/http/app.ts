import { type Auth, createAuth } from "@/lib/auth/create-auth";
import { discover, oidcPlugin } from "@/lib/auth/oidc";
import { createEngine, type Engine, type EngineOptions } from "@/lib/engine/boot";
import { type Env, parseEnv } from "@/lib/env";
import { type Database, openDatabase } from "@/lib/store/connection/client";
import { isHeld } from "@/lib/store/connection/hold-file";
import { Outages } from "@/lib/store/connection/outages";
import { StorageWatch } from "@/lib/store/files/storage-watch";
import { createLog, type Log } from "./log";
import { createMeters, type Meters } from "./meters";
import { outsideRequest } from "./request-id";
import { RateLimits } from "./route/rate-limits";

/** Everything a request needs, made once for the process. */
export interface App {
  env: Env;
  db: Database;
  auth: Auth;
  engine: Engine;
  log: Log;
  meters: Meters;
  rateLimits: RateLimits;
  outages: Outages;
  storage: StorageWatch;
}

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.app");
const shared: typeof globalThis & { [slot]?: Promise<App> | undefined } = globalThis;

/** The process-wide composition; the first call makes it. */
export function getApp(): Promise<App> {
  const app = shared[slot] ?? composeApp(parseEnv(process.env));
  shared[slot] = app;
  app.catch(() => {
    // A failed start may be tried again.
    if (shared[slot] === app) shared[slot] = undefined;
  });
  return app;
}

/** Makes this the process-wide app, or with null none; for tests. */
export function setApp(app: App | null): void {
  shared[slot] = app === null ? undefined : Promise.resolve(app);
}

/** What a test gives instead of what the environment says. */
interface Given extends Partial<Pick<App, "db" | "log">> {
  engine?: EngineOptions;
}

/** Sign-in by the issuer the environment names; null without one, and where it does not answer: passwords work then. */
async function oidcOf({ oidc }: Env, log: Log) {
  if (oidc === null) return null;
  try {
    return oidcPlugin(oidc, await discover(oidc));
  } catch (error) {
    log.error(
      { event: "oidc_not_found", issuer: oidc.issuer, err: error },
      "Nobody can sign in by OIDC_ISSUER until the next start",
    );
    return null;
  }
}

/** Puts the parts together for one environment. */
export async function composeApp(env: Env, given: Given = {}): Promise<App> {
  const log = given.log ?? createLog({ level: env.logLevel, instance: env.instanceName });
  const db = given.db ?? (await openDatabase(env.databaseUrl));
  const auth = createAuth({ env, db, log, oidc: await oidcOf(env, log) });
  const meters = createMeters();
  const reached: EngineOptions["reached"] = (point) => {
    meters.reached(point);
    given.engine?.reached?.(point);
  };
  const engine = await createEngine({
    env,
    db,
    log,
    alone: isHeld(env.databaseUrl),
    ...given.engine,
    reached,
  });
  // What the queue takes up next is not the work of the request that woke it.
  const { outbox } = engine.context;
  engine.context.outbox = (jobs, now) => {
    const { write, begin, dismiss } = outbox(jobs, now);
    return { write, begin: () => outsideRequest(begin), dismiss: () => outsideRequest(dismiss) };
  };
  const storage = new StorageWatch(engine.context.artifacts, (trouble) => {
    if (trouble === null) log.info({ event: "storage_back" }, "Output files can be kept and read again");
    else log.error({ event: "storage_trouble", trouble }, "Output files cannot be kept or read");
  });
  return {
    env,
    db,
    auth,
    engine,
    log,
    meters,
    storage,
    rateLimits: new RateLimits(),
    outages: new Outages(),
  };
}
