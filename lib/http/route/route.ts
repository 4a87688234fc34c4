import { z } from "zod";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import type { Role } from "@/lib/contracts/words";
import { CodedError } from "@/lib/core/errors";
import { hasRole, isFresh, type Principal } from "@/lib/core/principal";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { type Answer, responseOf, withApiHeaders } from "../answers/answer";
import { refuse } from "../answers/refuse";
import { type App, getApp } from "../app";
import { rowsForOne } from "../limits";
import { pathPattern } from "../meters";
import { identified } from "../request-id";
import { carryLength } from "../server/content-length";
import { tellSpan } from "../tracing/tell-span";
import { asDamage } from "./as-damage";
import { parseJsonBody } from "./body";
import { answerOnce, type Keeps, type Replay } from "./idempotency";
import { type IfMatch, parseIfMatch } from "./if-match";
import { originOf } from "./origin";
import { type Prefer, parsePrefer } from "./prefer";
import { activeHeader, principalAtWork, principalOf } from "./principal";
import { queryOf } from "./query";
import { rateLimitHeaders, type Standing, tooMuch } from "./rate-limits";
import { readText } from "./read-text";
import { requireSameOrigin } from "./same-origin";
import { type KeepsUnknown, type TidyBody, tidyBody } from "./tidy-body";
import { withWarning } from "./unknown-keys-warning";
import { validate } from "./validate";

/** What a route enforces of its row of the table of endpoints. */
type Enforced = Pick<Endpoint, "role" | "fresh" | "public" | "params" | "query" | "body" | "idempotent"> &
  Partial<Pick<Endpoint, "method" | "path">>;

/** A row of the table, and how this server answers it. */
export interface RouteOptions extends Enforced {
  /** Where a key that the body's schema does not know is kept under `metadata.extra` instead of refused. */
  keepsUnknown?: KeepsUnknown;
  /** Answers a repeated Idempotency-Key from the run it made, when the first answer was never stored. */
  replay?: Replay;
  /** Headers that are part of what is asked for: the same body with another one is another request. */
  heeds?: readonly string[];
  /** What of an answer is kept under an Idempotency-Key, where that is not all of it. */
  keeps?: Keeps;
  /** Which bucket it is taken from; left out, `reads` for a GET and `decisions` for everything else. */
  counts?: Standing["kind"];
  /** What it costs in tokens; left out, one, and for a page one for each fifty rows asked for. */
  tokens?: number | ((body: unknown) => number);
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
 * The route carries its row as `endpoint`.
 */
export function route<const Options extends RouteOptions>(options: Options, handler: Handler<Options>) {
  const answer = async (request: Request, context?: RouteContext): Promise<Response> => {
    const receivedAt = new Date();
    const app = await getApp();
    let principal: Principal | null = null;
    let standing: Standing | null = null;
    const take = async (tokens: number) => {
      if (principal === null || tokens <= 0) return;
      const kind = options.counts ?? (takesBody(request) ? "decisions" : "reads");
      standing = (await app.rateLimits.take(principal, kind, tokens)) ?? null;
      if (standing?.refused) throw tooMuch(standing);
    };
    try {
      if (options.public !== true) {
        principal = await whoAsks(app, request);
        admit(app, principal, request, options.role);
        if (options.fresh) demandFresh(app, principal, receivedAt);
        // Before the body is read: whoever asks too much is not read at all.
        await take(typeof options.tokens === "number" ? options.tokens : 1);
      }
      // A stream is read by whoever takes it, and has a limit of its own there.
      const text = takesBody(request) && options.body !== "stream" ? await readText(request) : "";
      const { body, kept } = bodyOf(options, request, text);
      const input = {
        app,
        principal,
        body,
        query: validate(options.query ?? z.strictObject({}), queryOf(new URL(request.url)), "query"),
        params: await paramsOf(options, context),
        headers: request.headers,
        request,
        receivedAt,
        idempotency: null,
        ifMatch: parseIfMatch(request.headers.get("if-match")),
        prefer: parsePrefer(request.headers.get("prefer")),
      };
      if (options.tokens === undefined) await take(rowsAsked(input.query) - 1);
      else if (typeof options.tokens === "function") await take(options.tokens(input.body) - 1);
      let waits = false;
      const run = async (idempotency: IdempotencyClaim | null) => {
        const answer = await handler(checked<Options>({ ...input, idempotency }));
        waits = !(answer instanceof Response) && answer.waits === true;
        return responseOf(answer, request);
      };
      const { prefer } = input;
      const response =
        request.method === "POST" && principal !== null && options.idempotent !== false
          ? await answerOnce(
              {
                app,
                principal,
                request,
                text,
                prefer,
                receivedAt,
                replay: options.replay,
                heeds: options.heeds ?? [],
                keeps: options.keeps,
              },
              run,
            )
          : await run(null);
      if (waits && standing !== null) standing = await afterLook(app, principal, request, response, standing);
      const answer = owned(request, carryLength(withApiHeaders(withWarning(response, kept))));
      return await measured(app, request, context, receivedAt, withStanding(answer, standing));
    } catch (error) {
      const why = await asDamage(error, options.path, (await context?.params)?.id, app);
      const refusal = withApiHeaders(refuse(why, request, app, principal?.id ?? null));
      return measured(app, request, context, receivedAt, withStanding(refusal, standing));
    }
  };
  return Object.assign(identified(answer), carrying(options));
}

/** The row as it stands at the route, whatever it says. */
function carrying(endpoint: RouteOptions): { endpoint: RouteOptions } {
  return { endpoint };
}

/**
 * An answer whose body ends with the request: one that nobody will read, of a HEAD or a client that is gone, is let go
 * of at once, with the file or the query behind it. The framework would leave it open.
 */
function owned(request: Request, response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  // Of a body that is being read, the reader hears by itself that the client is gone.
  const letGo = () => {
    if (!body.locked) body.cancel().catch(() => {});
  };
  if (request.method === "HEAD") {
    letGo();
    return new Response(null, { status, statusText, headers });
  }
  if (request.signal.aborted) letGo();
  else request.signal.addEventListener("abort", letGo, { once: true });
  return response;
}

function rowsAsked(query: unknown): number {
  const limit = typeof query === "object" && query !== null && "limit" in query ? Number(query.limit) : 0;
  return Math.ceil(limit / rowsForOne);
}

/** The standing after a look at a run that waits: one that found what the last one found costs little. */
async function afterLook(
  app: App,
  principal: Principal | null,
  { url, method }: Request,
  { headers }: Response,
  standing: Standing,
): Promise<Standing> {
  const version = headers.get("etag");
  if (principal === null || version === null || method !== "GET") return standing;
  const same = app.rateLimits.isSame(principal, new URL(url).pathname, version);
  return same ? app.rateLimits.foundNothingNew(principal, standing) : standing;
}

function withStanding(response: Response, standing: Standing | null): Response {
  if (standing !== null) {
    for (const [name, value] of rateLimitHeaders(standing)) response.headers.set(name, value);
  }
  return response;
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
  tellSpan(url, response);
  const { status } = response;
  app.log.debug(
    { event: "request_answered", method, path, status, ms: seconds * 1000 },
    "A request was answered",
  );
  return response;
}

async function whoAsks(app: App, request: Request): Promise<Principal> {
  const { headers } = request;
  // A desk that nobody sits at asks by itself for what others change.
  const isAtWork = takesBody(request) || headers.has(activeHeader);
  const principal = await (isAtWork ? principalAtWork : principalOf)(app, headers);
  if (principal === null) {
    const sent = headers.has("authorization") ? "This API key is not known, or was revoked." : "";
    throw new CodedError("unauthenticated", sent || "Sign in, or send Authorization: Bearer <api key>.");
  }
  return { ...principal, origin: originOf(app, headers) };
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

/** Whoever took over a session must not make themselves a way in that outlasts it. */
function demandFresh({ env }: App, principal: Principal, now: Date): void {
  if (isFresh(principal, env.confirmation.within, now)) return;
  throw new CodedError(
    "confirmation_required",
    "Prove that it is you (POST /api/me/confirmation with the password or a code), and ask for it again.",
  );
}

function takesBody(request: Request): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

interface GivenBody {
  body: unknown;
  kept: TidyBody["kept"];
}

function bodyOf(options: RouteOptions, request: Request, text: string): GivenBody {
  if (options.body === "text") return { body: text, kept: [] };
  if (options.body === "stream") return { body: undefined, kept: [] };
  if (!takesBody(request)) return { body: undefined, kept: [] };
  const schema = options.body ?? z.strictObject({});
  const given = parseJsonBody(text, request.headers.get("content-type"));
  const { value, kept } = tidyBody(schema, given, options.keepsUnknown);
  const body = validate(schema, value, "body");
  return { body: options.body === undefined ? undefined : body, kept };
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
