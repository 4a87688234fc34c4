import type { Rollout } from "@/lib/contracts/rollout";
import { pathFigures } from "@/lib/core/figures/figures";
import type { Principal } from "@/lib/core/principal";
import { errorPoints, verdictOn } from "@/lib/core/rollout/verdict";
import type { Database } from "@/lib/store/connection/client";
import { readRollout, rolloutHistory } from "@/lib/store/rollout";
import { rangeOf } from "../insights/range";
import { pathsIn } from "../insights/tallies-in";
import { requireAdmin } from "../people/require-admin";

/** The comparison looks so far back: long enough for a quiet week, short enough to show what changed. */
const days = 7;
const shownHistory = 100;

/** What an installation says of itself besides what the database knows. */
export interface Installation {
  enabled: boolean;
  older_path: boolean;
}

interface Given {
  db: Database;
  installation: Installation;
  now: Date;
}

/**
 * How the rollout stands, how it came there, and whether the figures speak for going on.
 * @throws CodedError `forbidden` for everyone but admins
 */
export async function getRollout({ db, installation, now }: Given, principal: Principal): Promise<Rollout> {
  requireAdmin(principal);
  const from = new Date(now.getTime() - days * 86_400_000);
  const range = rangeOf({ from: from.toISOString(), to: now.toISOString(), bucket: "hour" }, now);
  const [{ version, state, plan }, history, paths] = await Promise.all([
    readRollout(db.prisma),
    rolloutHistory(db.prisma, shownHistory),
    pathsIn(db, range, {}),
  ]);
  const hitl = pathFigures(paths.hitl);
  const legacy = pathFigures(paths.legacy);
  const [fresh, old] = [hitl.latency_ms.provider, legacy.latency_ms.provider];
  return {
    version,
    ...installation,
    state,
    plan,
    history,
    comparison: {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      days,
      hitl,
      legacy,
      error_points: errorPoints(hitl, legacy),
      provider_p50_diff_ms: fresh && old ? fresh.p50 - old.p50 : null,
    },
    warning: verdictOn(hitl, legacy),
  };
}
