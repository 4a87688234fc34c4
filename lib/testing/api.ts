import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { z } from "zod";
import type { CreateRun } from "@/lib/contracts/create-run";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { Problem, type ProblemCode, problemStatus } from "@/lib/contracts/problem";
import { Run } from "@/lib/contracts/run";
import type { Role } from "@/lib/contracts/words";
import type { Env } from "@/lib/env";
import { ingressPath } from "@/lib/orchestrator/predictions/prediction-view";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { providerSettings } from "@/lib/providers/settings";
import { type TestApp, testApp, testKey } from "./app";
import { checkAnswer } from "./check-answer";
import { checkReplicateAnswer } from "./check-replicate-answer";

type Headers = Record<string, string>;
type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response> | Response;

interface RouteFile {
  /** The address as the table of endpoints writes it. */
  path: string;
  pattern: RegExp;
  names: string[];
  load: () => Promise<Record<string, Handler | undefined>>;
}

const origin = "http://localhost:3000";
const folder = join(import.meta.dirname, "../../app/api");
const routeFiles = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)route\.ts$/.test(path) && !path.includes("[..."))
  .map((path): RouteFile => {
    const parts = path.split("/").slice(0, -1);
    const names = parts.flatMap((part) => /^\[(\w+)\]$/.exec(part)?.[1] ?? []);
    const pattern = parts.map((part) => (part.startsWith("[") ? "([^/]+)" : part)).join("/");
    return {
      path: `/api/${parts.map((part) => part.replace(/^\[(\w+)\]$/, "{$1}")).join("/")}`,
      pattern: new RegExp(`^/api/${pattern}$`),
      names,
      load: () => import(/* @vite-ignore */ join(folder, path)),
    };
  })
  .toSorted((a, b) => a.names.length - b.names.length);

/** Finds the route file of an address as the framework does and calls its handler; the answer must be one of the table. */
async function dispatch(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const file = routeFiles.find(({ pattern }) => pattern.test(pathname));
  if (!file) throw new Error(`There is no route file for ${pathname}`);
  const values = (file.pattern.exec(pathname) ?? []).slice(1);
  const params = Object.fromEntries(
    file.names.map((name, at) => [name, decodeURIComponent(values[at] ?? "")]),
  );
  const methods = await file.load();
  // As the framework does it: what answers GET answers HEAD, too.
  const handler = methods[request.method] ?? (request.method === "HEAD" ? methods.GET : undefined);
  if (!handler) throw new Error(`${pathname} exports no ${request.method}`);
  const response = await handler(request, { params: Promise.resolve(params) });
  const check = file.path.startsWith(ingressPath) ? checkReplicateAnswer : checkAnswer;
  await check(request, file.path, response);
  return response;
}

/** What lets a run go on, and so says which question it answers. */
const bound = new Set(["approve", "edit", "retry"]);

/** One who calls the API with a key of their own. */
export class Client {
  constructor(
    readonly id: string,
    private readonly headers: Headers,
  ) {}

  send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, ...init.headers };
    return dispatch(new Request(`${origin}${path}`, { ...init, method, headers }));
  }

  get(path: string, headers: Headers = {}): Promise<Response> {
    return this.send("GET", path, { headers });
  }

  /** Sends JSON; a string goes as it is, so that it may be wrong. */
  post(path: string, body: unknown = {}, headers: Headers = {}): Promise<Response> {
    return this.sendJson("POST", path, body, headers);
  }

  put(path: string, body: unknown): Promise<Response> {
    return this.sendJson("PUT", path, body, {});
  }

  delete(path: string, body: unknown = {}): Promise<Response> {
    return this.sendJson("DELETE", path, body, {});
  }

  private sendJson(method: string, path: string, body: unknown, headers: Headers): Promise<Response> {
    const text = typeof body === "string" ? body : printJson(body);
    return this.send(method, path, {
      body: text,
      headers: { "content-type": "application/json", ...headers },
    });
  }

  /** Creates a run of the sandbox's picture model, or of what `body` says, and gives it as it was answered. */
  async create(body: Partial<CreateRun> = {}, headers: Headers = {}): Promise<Run> {
    const response = await this.post("/api/hitl/runs", wanted(body), { prefer: "wait=15", ...headers });
    return runOf(response);
  }

  async run(runId: string): Promise<Run> {
    return runOf(await this.get(`/api/hitl/runs/${runId}`));
  }

  /** Answers the question that is open, as one who has just looked, and waits until the run rests again. */
  async decide(runId: string, action: string, body: object = {}): Promise<Run> {
    const token = bound.has(action) ? (await this.run(runId)).approval_token : null;
    const named = token === null ? body : { approval_token: token, ...body };
    return runOf(await this.post(`/api/hitl/runs/${runId}/${action}`, named, { prefer: "wait=15" }));
  }
}

/** The body of a create with what it needs least. */
export function wanted(body: Partial<CreateRun> = {}): CreateRun {
  const model = body.agent_tool_config ? {} : { model: "sandbox:sandbox/image" };
  return { prompt: "a red bicycle on a quay", ...model, ...body };
}

/** A body that the contract describes in every field, and nothing else. */
export function exactly<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.parse(value);
  expect(parsed).toEqual(value);
  return parsed;
}

/** The run an answer carries; the answer must be a good one. */
export async function runOf(response: Response): Promise<Run> {
  const body = parseJson(await response.text());
  expect([200, 202], printJson(body)).toContain(response.status);
  const run = exactly(Run, body);
  expect(response.headers.get("etag")).toBe(`"${run.version}"`);
  expect(response.headers.get("location")).toBe(`/api/hitl/runs/${run.run_id}`);
  return run;
}

/** The problem an answer carries; it must be one of this code that says something. */
export async function problemOf(response: Response, code: ProblemCode): Promise<Problem> {
  const body = await response.json();
  expect([response.status, body.code]).toEqual([problemStatus[code], code]);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = exactly(Problem, body);
  expect(problem.status).toBe(problemStatus[code]);
  expect(problem.detail).toMatch(/^\S.{10,}/s);
  return problem;
}

export interface TestApi {
  app: TestApp;
  replicate: ReplicateServer;
  /** Requesters, reviewers and an admin, each with a key. */
  rita: Client;
  rob: Client;
  ann: Client;
  bob: Client;
  ada: Client;
  nobody: Client;
  /** The API as another program reaches it: for the clients of others. */
  fetch: typeof fetch;
  /** Waits until a run rests, as the engine tells it. */
  rest(runId: string): Promise<void>;
  /** How many rows there are of what a run is made of. */
  rows(): Promise<number[]>;
}

interface Given extends Partial<Env> {
  /** What the environment says to the providers, beside where Replicate is. */
  environment?: Record<string, string>;
}

/** The whole API on a database of its own, its engine at work, until the test file (or block) ends. */
export async function testApi({ environment, ...env }: Given = {}): Promise<TestApi> {
  const dataDir = mkdtempSync(join(tmpdir(), "countersign-api-"));
  const replicate = await startReplicateServer();
  const app = await testApp({
    dataDir,
    providers: providerSettings({ ...replicate.environment, ...environment }),
    ...env,
  });
  await app.engine.start();
  afterAll(async () => {
    await app.engine.stop();
    await replicate.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const client = async (role: Role) => {
    const { id, authorization } = await testKey(app, role);
    return new Client(id, { authorization });
  };
  const { prisma } = app.db;
  return {
    app,
    replicate,
    rita: await client("requester"),
    rob: await client("requester"),
    ann: await client("reviewer"),
    bob: await client("reviewer"),
    ada: await client("admin"),
    nobody: new Client("", {}),
    async fetch(address, init) {
      const request = new Request(address, init);
      const { pathname, search } = new URL(request.url);
      return dispatch(new Request(`${origin}${pathname}${search}`, request));
    },
    async rest(runId) {
      await waitForRest(app.engine.context, runId, 15_000);
    },
    rows: () =>
      Promise.all([
        prisma.run.count(),
        prisma.runEvent.count(),
        prisma.payloadRevision.count(),
        prisma.review.count(),
        prisma.job.count(),
        prisma.idempotencyRecord.count(),
      ]),
  };
}
