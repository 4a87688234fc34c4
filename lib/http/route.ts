import { z } from "zod";
import type { Role } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { type Answer, responseOf, withApiHeaders } from "./answer";
import { type App, getApp } from "./app";
import { parseJsonBody } from "./body";
import { answerOnce, type Replay } from "./idempotency";
import { type IfMatch, parseIfMatch } from "./if-match";
import { pathPattern } from "./meters";
import { type Prefer, parsePrefer } from "./prefer";
import { principalOf } from "./principal";
import { queryOf } from "./query";
import { readText } from "./read-text";
import { refuse } from "./refuse";
import { requireSameOrigin } from "./same-origin";
import { validate } from "./validate";

export interface RouteOptions {
  /** The least role that may call it; left out, any principal may. */
  role?: Role;
  /** Answers without a principal; nobody is looked up. */
  public?: true;
  /** A schema for JSON, or "text" for the body as it came (signed webhooks). Left out, the body must be empty or `{}`. */
  body?: z.ZodType | "text";
  /** Left out, no query is accepted. */
  query?: z.ZodType;
  params?: z.ZodType;
  /** Answers a repeated Idempotency-Key from the run it made, when the first answer was never stored. */
  replay?: Replay;
  /** False where an answer must not be kept, because it holds a secret. */
  idempotent?: false;
}

type Output<Schema, Otherwise> = Schema extends z.ZodType ? z.output<Schema> : Otherwise;

/** What a handler is given; everything in it has been checked. */
export interface RouteInput<Options extends RouteOptions> {
  app: App;
  principal: Options["public"] extends true ? null : Principal;
  body: Options["body"] extends "text" ? string : Output<Options["body"], undefined>;
  query: Output<Options["query"], undefined>;
  params: Output<Options["params"], undefined>;
  headers: Headers;
  request: Request;
  /** Taken before anything else, so that waiting for a slow body counts. */
  receivedAt: Date;
  /** To be written in the transaction that creates or decides the run; null without an Idempotency-Key. */
  idempotency: IdempotencyClaim | null;
  ifMatch: IfMatch;
  prefer: Prefer;
}

type Handler<Options extends RouteOptions> = (
  input: RouteInput<Options>,
) => Promise<Answer | Response> | Answer | Response;

interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * Wraps a handler with everything all routes share: principal and role, same origin,
 * body limit and validation, preconditions, idempotency, and errors as problems.
 */
export function route<const Options extends RouteOptions>(options: Options, handler: Handler<Options>) {
  return async (request: Request, context?: RouteContext): Promise<Response> => {
    const receivedAt = new Date();
    const app = await getApp();
    let principal: Principal | null = null;
    try {
      if (options.public !== true) {
        principal = await whoAsks(app, request);
        admit(app, principal, request, options.role);
      }
      const text = takesBody(request) ? await readText(request) : "";
      const input = {
        app,
        principal,
        body: bodyOf(options, request, text),
        query: validate(options.query ?? z.strictObject({}), queryOf(new URL(request.url)), "query"),
        params: await paramsOf(options, context),
        headers: request.headers,
        request,
        receivedAt,
        idempotency: null,
        ifMatch: parseIfMatch(request.headers.get("if-match")),
        prefer: parsePrefer(request.headers.get("prefer")),
      };
      const run = async (idempotency: IdempotencyClaim | null) =>
        responseOf(await handler(checked<Options>({ ...input, idempotency })));
      const { prefer } = input;
      const response =
        request.method === "POST" && principal !== null && options.idempotent !== false
          ? await answerOnce(
              { app, principal, request, text, prefer, receivedAt, replay: options.replay },
              run,
            )
          : await run(null);
      return await measured(app, request, context, receivedAt, withApiHeaders(response));
    } catch (error) {
      const refusal = withApiHeaders(refuse(error, request, app.log, principal?.id ?? null));
      return measured(app, request, context, receivedAt, refusal);
    }
  };
}

/** Tells the meters of an answer, and gives it on. */
async function measured(
  app: App,
  { method, url }: Request,
  context: RouteContext | undefined,
  receivedAt: Date,
  response: Response,
): Promise<Response> {
  const seconds = (Date.now() - receivedAt.getTime()) / 1000;
  const path = pathPattern(new URL(url).pathname, (await context?.params) ?? {});
  app.meters.answered({ method, path, status: response.status, seconds });
  return response;
}

async function whoAsks(app: App, request: Request): Promise<Principal> {
  const principal = await principalOf(app, request.headers);
  if (principal === null) {
    const sent = request.headers.has("authorization") ? "This API key is not known, or was revoked." : "";
    throw new CodedError("unauthenticated", sent || "Sign in, or send Authorization: Bearer <api key>.");
  }
  return principal;
}

function admit(app: App, principal: Principal, request: Request, role: Role | undefined): void {
  // A key is sent on purpose; only a cookie goes along by itself.
  if (!request.headers.has("authorization") && takesBody(request)) {
    requireSameOrigin(request, app.env.publicUrl);
  }
  if (role !== undefined && !hasRole(principal, role)) {
    throw new CodedError("forbidden", `This needs the role ${role}; you are ${principal.role}.`);
  }
}

function takesBody(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

function bodyOf(options: RouteOptions, request: Request, text: string): unknown {
  if (options.body === "text") return text;
  if (!takesBody(request)) return undefined;
  const value = parseJsonBody(text, request.headers.get("content-type"));
  const body = validate(options.body ?? z.strictObject({}), value, "body");
  return options.body === undefined ? undefined : body;
}

async function paramsOf(options: RouteOptions, context: RouteContext | undefined): Promise<unknown> {
  if (options.params === undefined) return undefined;
  const given = (await context?.params) ?? {};
  const result = options.params.safeParse(given);
  if (!result.success || Object.values(given).some((part) => part?.includes("\0")))
    throw new CodedError("not_found", "There is nothing at this address.");
  return result.data;
}

/** Guarantee: each member was parsed by the very schema its type is derived from, and only a public route has no principal. */
function checked<Options extends RouteOptions>(input: object): RouteInput<Options> {
  return input as RouteInput<Options>;
}
