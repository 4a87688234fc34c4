import type { Principal } from "@/lib/core/principal";
import { getRun, getVersion } from "@/lib/orchestrator/reading/get-run";
import { isAtRest, waitForRest } from "@/lib/orchestrator/reading/rest";
import type { App } from "../app";
import type { Replay } from "../route/idempotency";
import type { Prefer } from "../route/prefer";
import { stopSignal } from "../streams/streams";
import type { Answer } from "./answer";
import { isKnown } from "./if-none-match";

interface Asked {
  app: App;
  principal: Principal;
  runId: string;
}

function headersOf(runId: string, version: number): Record<string, string> {
  return { etag: `"${version}"`, location: `/api/hitl/runs/${runId}` };
}

/** A run as an answer: its version as the entity tag, its address as the location. */
export async function runAnswer({ app, principal, runId }: Asked, status = 200): Promise<Answer> {
  const run = await getRun(app.engine.context, principal, runId);
  return { status, body: run, headers: headersOf(runId, run.version), waits: run.completed_at === null };
}

/** The same, and for a client that has this version of it nothing but that (304): what it has is not read again. */
export async function newRunAnswer(asked: Asked, ifNoneMatch: string | null): Promise<Answer> {
  if (ifNoneMatch === null) return runAnswer(asked);
  const { app, principal, runId } = asked;
  const { version, completed_at } = await getVersion(app.engine.context, principal, runId);
  const headers = headersOf(runId, version);
  if (!isKnown(ifNoneMatch, headers.etag ?? "")) return runAnswer(asked);
  return { status: 304, body: undefined, headers, waits: completed_at === null };
}

/** The run once it has come to rest, 200; or as it is when the wait is over, 202. */
export async function restedAnswer(asked: Asked, waitSeconds: number): Promise<Answer> {
  const run = await waitForRest(asked.app.engine.context, asked.runId, waitSeconds * 1000, stopSignal());
  return runAnswer(asked, isAtRest(run) ? 200 : 202);
}

/** The answer with the preference that counted for it (RFC 7240), if there was one. */
export function withPreference(answer: Answer, { waitSeconds }: Prefer): Answer {
  if (waitSeconds === null) return answer;
  return { ...answer, headers: { ...answer.headers, "preference-applied": `wait=${waitSeconds}` } };
}

/** The run after a decision: at once, or, if the client prefers, when it has come to rest. */
export async function decidedAnswer(asked: Asked, prefer: Prefer): Promise<Answer> {
  const { context } = asked.app.engine;
  if (prefer.waitSeconds) await waitForRest(context, asked.runId, prefer.waitSeconds * 1000, stopSignal());
  return withPreference(await runAnswer(asked), prefer);
}

/** Answers a repeated decision from the run's present state. */
export const replayDecision: Replay = ({ prefer, ...asked }) => decidedAnswer(asked, prefer);
