import { createHash } from "node:crypto";
import type { Json } from "@/lib/contracts/json";
import type { Actor } from "@/lib/contracts/parts";
import type { RolloutChange } from "@/lib/contracts/rollout";
import { said } from "@/lib/contracts/sentences";
import { genesis } from "@/lib/core/chain";
import { canonicalJson } from "@/lib/core/digest";
import { type CodedError, refusal } from "@/lib/core/errors";
import type { RolloutContent } from "@/lib/core/rollout/change";
import { firstContent } from "@/lib/core/rollout/change";
import { type Doer, note } from "./audit";
import type { Database, Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { isUniqueViolation } from "./connection/unique-violation";

/** How the rollout stands, and the number of the entry that says so; 0 before the first. */
export interface RolloutStand extends RolloutContent {
  version: number;
}

interface Entry {
  kind: RolloutChange["kind"];
  at: Date;
  actor: Actor;
  why: string;
}

/** How the rollout stands now: one row, read anew each time, so that every instance follows at once. */
export async function readRollout(tx: Transaction): Promise<RolloutStand> {
  const row = await tx.rolloutChange.findFirst({
    orderBy: { version: "desc" },
    select: { version: true, content: true },
  });
  return row
    ? { version: row.version, ...fromColumn<RolloutContent>(row.content) }
    : { version: 0, ...firstContent() };
}

/**
 * Appends one entry to the rollout's history; never changes one.
 *
 * @param next what the rollout becomes, told from how it stands; may throw
 * @param doer who does it, for the audit log
 * @param expected refuse when it does not stand at this version any more
 * @throws CodedError `conflict` when somebody else was first
 */
export async function appendRollout(
  db: Database,
  entry: Entry,
  next: (stand: RolloutStand) => RolloutContent,
  { doer, expected }: { doer: Doer; expected?: number | undefined },
): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      const stand = await readRollout(tx);
      if (expected !== undefined && expected !== stand.version) throw overtaken(stand.version);
      const last = await tx.rolloutChange.findUnique({
        where: { version: stand.version },
        select: { hash: true },
      });
      const row = {
        version: stand.version + 1,
        kind: entry.kind,
        at: entry.at,
        why: entry.why,
        actor: entry.actor,
        content: next(stand),
      };
      const prevHash = last?.hash ?? genesis;
      const columns = { ...row, actor: toColumn(row.actor), content: toColumn(row.content) };
      // The key refuses the second of two who read the same version.
      await tx.rolloutChange.create({ data: { ...columns, prevHash, hash: hashOf(prevHash, row) } });
      const act = { target: { id: `rollout_${row.version}`, name: row.content.state.stage }, why: entry.why };
      const action = entry.kind === "rollback" ? "rollout.rolled_back" : "rollout.changed";
      const [before, after] = [stand, row.content].map(({ state, plan }) => ({ state, plan }));
      await note(tx, doer, { ...act, action, ...(before && after && { before, after }) }, entry.at);
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw overtaken(null);
    throw error;
  }
}

function overtaken(version: number | null): CodedError {
  return refusal("conflict", said("rollout_overtaken", { version }));
}

interface Hashed {
  version: number;
  kind: string;
  at: Date;
  why: string;
  actor: unknown;
  content: unknown;
}

/** SHA-256 over the hash before and the entry's canonical JSON (RFC 8785). */
function hashOf(prevHash: string, { version, kind, at, why, actor, content }: Hashed): string {
  const plain: Json = JSON.parse(JSON.stringify({ version, kind, at, why, actor, content }));
  return createHash("sha256").update(prevHash).update(canonicalJson(plain)).digest("hex");
}

/** The newest entries first. */
export async function rolloutHistory(tx: Transaction, limit: number): Promise<RolloutChange[]> {
  const rows = await tx.rolloutChange.findMany({ orderBy: { version: "desc" }, take: limit });
  return rows.map((row) => {
    const { state, changes } = fromColumn<RolloutContent>(row.content);
    return {
      version: row.version,
      kind: kindOf(row.kind),
      at: row.at.toISOString(),
      actor: fromColumn<Actor>(row.actor),
      why: row.why,
      state,
      changes,
      hash: row.hash,
    };
  });
}

function kindOf(text: string): RolloutChange["kind"] {
  return text === "rollback" || text === "plan" ? text : "change";
}

/** The number of the first entry that does not follow from the one before it, or null when all do. */
export async function findRolloutBreak(tx: Transaction): Promise<number | null> {
  let [previous, expected] = [genesis, 1];
  for (const row of await tx.rolloutChange.findMany({ orderBy: { version: "asc" } })) {
    const fits = row.version === expected && row.prevHash === previous && hashOf(previous, row) === row.hash;
    if (!fits) return expected;
    [previous, expected] = [row.hash, expected + 1];
  }
  return null;
}
