import { roleOf } from "@/lib/auth/role";
import type { JsonObject } from "@/lib/contracts/json";
import type { Actor, Decision } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { SimulatePolicy } from "@/lib/contracts/simulate";
import type { ReviewStep, Role, RunStatus } from "@/lib/contracts/words";
import { type Spender, upperOf } from "@/lib/core/budgets/budget";
import { type Looked, lookedAt, stepsAsked } from "@/lib/core/figures/replay";
import { roleFromPermissions } from "@/lib/core/key-role";
import { effectivePolicy, type Measurement } from "@/lib/core/policy";
import { factsOf } from "@/lib/core/rules/facts";
import type { Asker } from "@/lib/core/rules/matches";
import type { Database, Transaction } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import { permissionsOfKeys } from "@/lib/store/keys";
import { rolesOfPeople } from "@/lib/store/people";
import {
  type AskedRun,
  askedRuns,
  type ReplayedRun,
  type ReplayPlace,
  runsToReplay,
} from "@/lib/store/runs/replayed";
import { measuredByShadow } from "@/lib/store/shadow-runs";

/** Roles by the id of a person or a key. */
type Roles = ReadonlyMap<string, Role>;

/** The roles that people and keys have now; whoever is gone is left out. */
async function rolesOf(tx: Transaction, actors: readonly Actor[]): Promise<Roles> {
  const idsOf = (kind: Actor["kind"]) => [
    ...new Set(actors.filter((actor) => actor.kind === kind).map(({ id }) => id)),
  ];
  const people = await rolesOfPeople(tx, idsOf("user"));
  const keys = await permissionsOfKeys(tx, idsOf("api_key"));
  return new Map([
    ...[...people].map(([id, role]) => [id, roleOf(role)] as const),
    ...[...keys].map(([id, permissions]) => [id, roleFromPermissions(permissions) ?? "requester"] as const),
  ]);
}

/** The newest so many are replayed. */
export const mostReplayed = 5_000;

/** Runs read at once, so that thousands of states are never in memory together. */
const page = 250;

/** What a replay needs of one run. */
export interface StoredTrial {
  run_id: string;
  model: string;
  prompt: string;
  status: RunStatus;
  at: Date;
  /** What was looked at, and what would have run then. */
  looked: Looked[];
  /** Where its own policy asked; nowhere on the older path. */
  asked: Set<ReviewStep>;
  decisions: Decision[];
  cost: number | null;
  /** Who paid for its call, and the most that may cost in US dollars, null where nobody knows; null where none was made. */
  call: { spender: Spender; upper: number | null } | null;
  /** What it asked for. */
  requested: EffectivePolicy;
  asker: Asker;
  /** How long its reviews stood open by step, in milliseconds. */
  waited: Map<ReviewStep, number>;
}

type Asked = Pick<SimulatePolicy, "provider" | "model" | "source">;

/** The newest ended runs that were created in a range, page by page. */
export async function* reviewedRuns(
  db: Database,
  asked: Asked,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<StoredTrial> {
  for (let place: ReplayPlace | null = null; ; ) {
    const found: Awaited<ReturnType<typeof runsToReplay>> = await runsToReplay(
      db.prisma,
      { ...asked, from, to },
      place,
      page,
    );
    const roles = await rolesOf(
      db.prisma,
      found.runs.map(({ state }) => state.created_by),
    );
    for (const run of found.runs) yield trialOf(run, roles);
    if (found.next === null) return;
    place = found.next;
  }
}

type AskedBy = Pick<AskedRun, "path" | "userId" | "request">;

/** Who asked for a stored run, with the role that they have now. */
function askerIn({ path, userId, request }: AskedBy, { kind, id }: Actor, roles: Roles): Asker {
  const { metadata } = fromColumn<{ metadata?: JsonObject }>(request);
  return {
    role: roles.get(id) ?? "requester",
    key_id: kind === "api_key" ? id : null,
    person_id: kind === "user" ? id : null,
    user_id: userId,
    path,
    metadata: metadata ?? {},
  };
}

function trialOf({ state, ...row }: ReplayedRun, roles: Roles): StoredTrial {
  const { measured = [], trace, decisions, model, operation_type, cost } = state;
  const waited = new Map<ReviewStep, number>();
  for (const { step, openedAt, closedAt } of row.reviews) {
    if (step === "created" || step === "completed" || !closedAt) continue;
    waited.set(step, (waited.get(step) ?? 0) + closedAt.getTime() - openedAt.getTime());
  }
  return {
    run_id: row.id,
    model: row.model,
    prompt: row.prompt,
    status: row.status,
    at: row.createdAt,
    looked: lookedAt(factsOf(model, operation_type, cost), measured),
    asked: stepsAsked(trace),
    decisions,
    cost: cost?.amount ?? null,
    call: state.attempt && { spender: { run: state, userId: row.userId }, upper: upperOf(cost) },
    requested: state.requested ?? state.policy,
    asker: askerIn(row, state.created_by, roles),
    waited,
  };
}

/** The newest requests of the older path that the shadow looked at. */
export async function* shadowedRuns(
  db: Database,
  { provider, model }: Asked,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<StoredTrial> {
  const rows = await measuredByShadow(db.prisma, { from, to, provider, model }, mostReplayed + 1);
  for (let start = 0; start < rows.length; start += page) {
    const some = rows.slice(start, start + page);
    const runs = await askedRuns(
      db.prisma,
      some.map(({ runId }) => runId),
    );
    const roles = await rolesOf(
      db.prisma,
      [...runs.values()].map(({ state }) => state.created_by),
    );
    for (const row of some) yield shadowTrial(row, runs.get(row.runId), roles);
  }
}

interface ShadowRow {
  runId: string;
  provider: string;
  model: string;
  at: Date;
  costUsd: number | null;
  measured: Measurement[];
}

/** A request whose run is gone is one of a requester of whom nothing else is known. */
function shadowTrial(row: ShadowRow, run: AskedRun | undefined, roles: Roles): StoredTrial {
  const { measured } = row;
  const state = run?.state;
  const nobody: Actor = { kind: "system", id: "", name: "" };
  const bare = { provider: row.provider, name: row.model };
  const facts = state ? factsOf(state.model, state.operation_type, null) : factsOf(bare, null, null);
  return {
    run_id: row.runId,
    model: row.model,
    prompt: "",
    status: "completed",
    at: row.at,
    looked: lookedAt(facts, measured),
    asked: new Set(),
    decisions: [],
    cost: row.costUsd,
    call: state ? { spender: { run: state, userId: run.userId }, upper: row.costUsd } : null,
    requested: effectivePolicy({ policy: "auto" }),
    asker: askerIn(run ?? { path: "legacy", userId: null, request: {} }, state?.created_by ?? nobody, roles),
    waited: new Map(),
  };
}
