import { createHmac } from "node:crypto";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { said } from "@/lib/contracts/sentences";
import { canonicalJson, digestOfText } from "@/lib/core/digest";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import {
  forgetRecord,
  forgetRecordsBefore,
  type IdempotencyClaim,
  keepAnswer,
  recordOf,
} from "@/lib/store/idempotency";
import { type Answer, responseOf } from "../answers/answer";
import type { App } from "../app";
import { idempotencyHours } from "../limits";
import type { Prefer } from "./prefer";

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.turns");
const shared: typeof globalThis & { [slot]?: Map<string, Promise<unknown>> } = globalThis;
shared[slot] ??= new Map();
const lines = shared[slot];

/** Runs works of the same key one after the other within this process; one that fails does not stop the next. */
function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (lines.get(key) ?? Promise.resolve()).then(work, work);
  lines.set(key, turn);
  const leave = () => {
    if (lines.get(key) === turn) lines.delete(key);
  };
  turn.then(leave, leave);
  return turn;
}

/** Answers for a run that an earlier try of the same request made or decided, from its present state. */
export type Replay = (input: {
  app: App;
  principal: Principal;
  runId: string;
  prefer: Prefer;
}) => Promise<Answer | Response>;

/** What of an answer's body is kept: what erasing would not find must hold nobody's words. */
export type Keeps = (body: JsonObject) => JsonObject;

interface Asked {
  app: App;
  principal: Principal;
  request: Request;
  text: string;
  prefer: Prefer;
  receivedAt: Date;
  replay: Replay | undefined;
  heeds: readonly string[];
  keeps: Keeps | undefined;
}

/**
 * Runs a POST at most once for each Idempotency-Key: the same request again gets the first
 * answer, another request under the same key a conflict. Without a key it simply runs.
 */
export async function answerOnce(
  asked: Asked,
  run: (claim: IdempotencyClaim | null) => Promise<Response>,
): Promise<Response> {
  const said = saidIn(asked);
  if (said === null) return run(null);
  const { principal, app } = asked;
  // Of a request that may hold a password a plain digest would let anybody with the table try out which. All instances
  // share this secret.
  const hash = createHmac("sha256", app.env.authSecret).update(said.text, "utf8");
  const requestHash = `hmac-sha256:${hash.digest("hex")}`;
  const claim = { principalId: principal.id, key: said.key, requestHash };
  const once = async () => {
    const earlier = await recall(claim, asked, digestOfText(said.text));
    if (earlier !== null) return earlier;
    try {
      return await remember(claim, await run(claim), asked);
    } catch (error) {
      // Another try of this request may have won the race meanwhile; its answer is this one's.
      const winner = error instanceof CodedError ? await recall(claim, asked, digestOfText(said.text)) : null;
      if (winner === null) throw error;
      return winner;
    }
  };
  // Where the record is written with the run, the database decides; elsewhere one waits for the other.
  return asked.replay === undefined ? inTurn(`${claim.principalId} ${claim.key}`, once) : once();
}

/** Forgets keys older than a day; called now and then by the clean-up. */
export function forgetOldKeys(db: Database, now: Date): Promise<number> {
  return forgetRecordsBefore(db.prisma, dayBefore(now));
}

/** The key of a request, and all that it says as one text; null without a key. */
function saidIn({ request, text, heeds }: Asked): { key: string; text: string } | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) {
    throw refusal("validation_error", said("idempotency_key_form"));
  }
  const { pathname, search } = new URL(request.url);
  const headers = heeds.flatMap((name) => {
    const value = request.headers.get(name);
    return value === null ? [] : [`${name}: ${value}`];
  });
  const parts = [request.method, pathname + search, canonical(text), ...headers];
  return { key, text: parts.join("\n") };
}

function canonical(text: string): string {
  if (text.trim() === "") return "{}";
  try {
    return canonicalJson(parseJson(text));
  } catch {
    return text;
  }
}

/** @param plain the digest under which an earlier build kept the same request */
async function recall(claim: IdempotencyClaim, asked: Asked, plain: string): Promise<Response | null> {
  const { app, principal, prefer, receivedAt, replay } = asked;
  const record = await recordOf(app.db.prisma, claim);
  if (!record) return null;
  if (record.createdAt < dayBefore(receivedAt)) {
    await forgetRecord(app.db, record);
    return null;
  }
  if (record.requestHash !== claim.requestHash && record.requestHash !== plain) {
    throw new CodedError(
      "idempotency_conflict",
      `The Idempotency-Key "${claim.key}" came with another request before.`,
    );
  }
  if (record.status !== null) {
    return replayed(new Response(record.body, { status: record.status, headers: headersOf(record.headers) }));
  }
  if (record.runId === null || replay === undefined) return null;
  return replayed(responseOf(await replay({ app, principal, runId: record.runId, prefer })));
}

const keptHeaders = ["content-type", "location", "etag", "preference-applied"];

async function remember(claim: IdempotencyClaim, response: Response, asked: Asked): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !(response.body === null || type.includes("json"))) return response;
  const text = response.body === null ? null : await response.clone().text();
  const headers = Object.fromEntries(keptHeaders.flatMap((name) => entry(name, response.headers.get(name))));
  try {
    const told = text !== null && asked.keeps ? parseJson(text) : null;
    const body = isJsonObject(told) && asked.keeps ? printJson(asked.keeps(told)) : text;
    const answer = { status: response.status, headers, body };
    await keepAnswer(asked.app.db, claim, answer, asked.receivedAt);
  } catch (error) {
    // The work is done and committed: an answer that cannot be kept must still be given.
    asked.app.log.warn(
      { event: "answer_not_stored", err: error },
      "The answer to a request with an Idempotency-Key could not be stored",
    );
  }
  return response;
}

function replayed(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("idempotent-replayed", "true");
  return new Response(response.body, { status: response.status, headers });
}

function headersOf(stored: unknown): [string, string][] {
  if (typeof stored !== "object" || stored === null) return [];
  return Object.entries(stored).flatMap(([name, value]) =>
    entry(name, typeof value === "string" ? value : null),
  );
}

function entry(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

function dayBefore(now: Date): Date {
  return new Date(now.getTime() - idempotencyHours * 3_600_000);
}
