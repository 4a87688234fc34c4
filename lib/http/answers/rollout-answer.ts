import type { Principal } from "@/lib/core/principal";
import { getRollout } from "@/lib/services/rollout/get-rollout";
import type { App } from "../app";
import { oneShot } from "../route/one-shot";
import type { Answer } from "./answer";

/** How the rollout stands, as this instance sees it. */
export async function rolloutAnswer({ db, env, engine }: App, principal: Principal): Promise<Answer> {
  const installation = { enabled: env.enableHitlOrchestrator, older_path: oneShot.run !== undefined };
  return { body: await getRollout({ db, installation, now: engine.context.clock() }, principal) };
}
