import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { Run } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { createEngine, type Engine, type EngineOptions } from "@/lib/engine/boot";
import type { Tunables } from "@/lib/engine/tunables";
import type { Env } from "@/lib/env";
import type { Context } from "@/lib/orchestrator/context";
import type { Deciding } from "@/lib/orchestrator/decisions/deciding";
import { getRun } from "@/lib/orchestrator/reading/get-run";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { createRun } from "@/lib/orchestrator/requests/create";
import { providerFolders } from "@/lib/providers/all";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { ReplicateServerOptions } from "@/lib/providers/replicate/fixtures/types";
import { settingsFor } from "@/lib/providers/settings";
import { type Database, openDatabase } from "@/lib/store/connection/client";
import type { DatabaseKind } from "@/lib/store/connection/location";
import type { S3Settings } from "@/lib/store/files/s3-storage";
import { loadRun } from "@/lib/store/runs/load-run";
import { seededDatabase } from "./database";

const person = (name: string, role: Principal["role"]): Principal => ({
  kind: "user",
  id: `user_${name.toLowerCase()}`,
  name,
  email: null,
  role,
});
export const reviewerAnn = person("Ann", "reviewer");
export const reviewerBob = person("Bob", "reviewer");
export const requesterRita = person("Rita", "requester");

/** A model of the built-in catalogue that the Replicate test server serves. */
export const fluxRef = "replicate:black-forest-labs/flux-schnell";
export const llamaRef = "replicate:meta/meta-llama-3-8b-instruct";

/** How long a test waits for a run to come to rest before it says that it does not, in milliseconds. */
const patience = 45_000;

interface Options extends EngineOptions {
  publicUrl?: string | null;
  webhookHosts?: readonly string[];
  s3?: S3Settings | null;
  slack?: Env["slack"];
  mail?: Env["mail"];
  /** What commits are signed with; nothing is signed unless it is given. */
  signing?: Env["signing"];
  replicate?: ReplicateServerOptions;
  /** What the environment says to the providers, beside where Replicate is. */
  environment?: Record<string, string>;
  db?: Database;
  /** The kind of database it gets; SQLite unless told. */
  on?: DatabaseKind;
}

const silent = { info() {}, warn() {}, error() {} };

type Parts = Parameters<typeof createEngine>[0];

/** The whole engine at work on a database of its own, with a Replicate test server to call. */
export class TestEngine implements AsyncDisposable {
  private constructor(
    readonly engine: Engine,
    readonly replicate: ReplicateServer,
    readonly db: Database,
    private readonly env: Parts["env"],
    private readonly release: () => Promise<void>,
  ) {}

  static async start(options: Options = {}): Promise<TestEngine> {
    const {
      replicate: provider,
      environment,
      db: given,
      on,
      publicUrl = null,
      webhookHosts = [],
      s3 = null,
      slack = null,
      mail = null,
      signing = null,
      ...engineOptions
    } = options;
    const folder = mkdtempSync(join(tmpdir(), "countersign-engine-"));
    const replicate = await startReplicateServer(provider);
    const db = given ?? (await seededDatabase(on));
    const env = {
      dataDir: folder,
      inputHosts: [],
      publicUrl,
      webhookHosts: [...webhookHosts],
      s3,
      slack,
      mail,
      signing,
      providers: settingsFor(engineOptions.providerFolders ?? providerFolders, {
        ...replicate.environment,
        ...environment,
      }),
      secretsKey: randomBytes(32).toString("base64"),
    };
    const engine = await createEngine({ env, db, log: silent, ...engineOptions });
    await engine.start();
    return new TestEngine(engine, replicate, db, env, async () => {
      await replicate.close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  /** Another instance on the same PostgreSQL, provider and files; it must end before this one. */
  async another(options: EngineOptions = {}): Promise<TestEngine> {
    const { env, replicate } = this;
    const db = await openDatabase(this.db.url);
    const engine = await createEngine({ env, db, log: silent, ...options });
    await engine.start();
    return new TestEngine(engine, replicate, db, env, () => db.close());
  }

  /** The next engine on the same database, provider and files, once this one's has stopped; its parts end with this one. */
  async again(options: EngineOptions = {}): Promise<TestEngine> {
    const { env, replicate, db } = this;
    const engine = await createEngine({ env, db, log: silent, ...options });
    await engine.start();
    return new TestEngine(engine, replicate, db, env, async () => {});
  }

  /** The same as `another`, in a process that can be killed. */
  async anotherProcess(tunables: Partial<Tunables> = {}): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, "instance-process.ts"), {
      execArgv: ["--import", "tsx"],
      env: {
        ...process.env,
        INSTANCE: JSON.stringify({ env: this.env, tunables }),
        DATABASE_URL: this.db.url,
      },
    });
    await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error("The instance did not start"))),
    ]);
    return child;
  }

  /** All that lies in its folder, by the names of the files, each byte a letter. */
  files(): Map<string, string> {
    const folder = this.env.dataDir;
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return new Map(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(folder.length), readFileSync(path, "latin1")]),
    );
  }

  get context(): Context {
    return this.engine.context;
  }

  /** Creates a run and waits until it rests. */
  async create(body: Partial<CreateRun> = {}, by: Principal = requesterRita): Promise<RunState> {
    const run = await this.createOnly(body, by);
    return this.rest(run.run_id);
  }

  createOnly(body: Partial<CreateRun> = {}, by: Principal = requesterRita): Promise<RunState> {
    const model = body.agent_tool_config ? {} : { model: fluxRef };
    return createRun(this.context, by, { prompt: "a red bicycle on a quay", ...model, ...body });
  }

  async rest(runId: string): Promise<RunState> {
    return waitForRest(this.context, runId, patience);
  }

  show(runId: string): Promise<Run> {
    return getRun(this.context, reviewerAnn, runId);
  }

  /** How a reviewer decides who has just looked at a run. */
  async seenBy(principal: Principal, runId: string): Promise<Deciding> {
    const { state } = await loadRun(this.context.db.prisma, runId);
    return by(principal, asked(state));
  }

  /** The calls that reached the provider and made a prediction. */
  get calls(): number {
    return this.replicate.predictions.length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.stop();
    await this.release();
  }
}

/** What names the open question of a run as it was seen. */
export function asked({ review }: RunState): Partial<Deciding["question"]> {
  return { approval_token: review?.approval_token };
}

/** How a reviewer decides, without naming which question. */
export function by(principal: Principal, question: Partial<Deciding["question"]> = {}): Deciding {
  return {
    principal,
    question: { if_match: null, received_at: new Date(), ...question },
    actor: undefined,
    idempotency: null,
  };
}
