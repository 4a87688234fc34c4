import type { CreateRun } from "@/lib/contracts/create-run";
import type { RunPath } from "@/lib/contracts/words";
import type { Principal } from "@/lib/core/principal";
import { sideOf } from "@/lib/core/rollout/side";
import { createRun } from "@/lib/orchestrator/requests/create";
import { shadowRun } from "@/lib/orchestrator/requests/shadow-run";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { readRollout } from "@/lib/store/rollout";
import type { Answer } from "../answers/answer";
import { restedAnswer, runAnswer } from "../answers/run-answer";
import { type App, getApp } from "../app";
import { defaultWaitSeconds } from "../limits";
import { oneShot } from "./one-shot";
import type { Prefer } from "./prefer";
import type { RouteOptions } from "./route";
import type { KeepsUnknown } from "./tidy-body";

interface Asked {
  app: App;
  principal: Principal;
  body: CreateRun;
  idempotency: IdempotencyClaim | null;
  prefer: Prefer;
}

/**
 * The older clients send more than the contract knows. It is kept, except among the thresholds: what is left out there
 * lets more through, so a name that is not understood must be refused.
 */
export const keepsUnknown: KeepsUnknown = (path) => path.at(-1) !== "review_thresholds";

/** Creates a reviewed run and answers as `POST /api/hitl/runs` does. */
export async function newPath(asked: Asked, path: RunPath = "hitl"): Promise<Answer> {
  const { app, principal, body, idempotency, prefer } = asked;
  const { run_id: runId } = await createRun(app.engine.context, principal, body, idempotency, path);
  return restedAnswer({ app, principal, runId }, prefer.waitSeconds ?? defaultWaitSeconds);
}

/**
 * Answers a request of the older endpoint on the path the rollout has for it, or, where a rule of the organisation has
 * somebody look at it, on the new one. How the rollout stands is read for each
 * request, so that a change or a rollback counts from the next one on, on every instance.
 */
export async function olderPath(asked: Asked, useHitl: boolean): Promise<Answer> {
  const { run } = oneShot;
  if (useHitl || run === undefined) return newPath(asked);
  const { app, principal, body, idempotency } = asked;
  const { context } = app.engine;
  const { state } = await readRollout(app.db.prisma);
  const side = app.env.enableHitlOrchestrator ? sideOf(state, body.user_id ?? null) : "legacy";
  if (side === "hitl") return newPath(asked);
  const carried = await run(context, principal, body, idempotency);
  if (carried === null) return newPath(asked, "legacy");
  const { run_id: runId } = carried;
  // Not awaited, and it never throws: the shadow can neither delay nor fail the request it looks at.
  if (state.shadow) void shadowRun(context, runId, carried, state.shadow_policy ?? body.hitl_config);
  return runAnswer({ app, principal, runId });
}

/** Since when the older endpoint is deprecated, and when it ends unless the plan's last week has a day. */
const deprecatedAt = new Date("2026-11-24T00:00:00Z");
const sunsetAt = "2027-05-31";

type Route = ((request: Request) => Promise<Response>) & { endpoint: RouteOptions };

/** Every answer says that the endpoint is deprecated (RFC 9745), until when it stays (RFC 8594), and what follows it. */
export function deprecated(route: Route): Route {
  const answer = async (request: Request) => {
    const response = await route(request);
    const { headers } = response;
    headers.set("deprecation", `@${deprecatedAt.getTime() / 1000}`);
    headers.set("sunset", (await sunset()).toUTCString());
    headers.append("link", '</api/hitl/runs>; rel="successor-version"');
    return response;
  };
  return Object.assign(answer, { endpoint: route.endpoint });
}

async function sunset(): Promise<Date> {
  const { db, log } = await getApp();
  try {
    const { plan } = await readRollout(db.prisma);
    return new Date(plan.find(({ name }) => name === "deprecate")?.planned_for ?? sunsetAt);
  } catch (error) {
    log.warn({ event: "rollout_not_read", err: error }, "The plan could not be read for the Sunset header");
    return new Date(sunsetAt);
  }
}
