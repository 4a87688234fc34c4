import type { AuditAction, AuditEntry, AuditTarget, ListAudit } from "@/lib/contracts/audit";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Actor } from "@/lib/contracts/parts";
import { digestOf } from "@/lib/core/digest";
import { actorOf, type Principal } from "@/lib/core/principal";
import { sameJson } from "@/lib/core/same-json";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import type { Rows } from "./connection/rows";

/** A part that is longer stands in the audit log as its digest, in characters of JSON. */
const longest = 2_000;

/** An act outside of runs. */
export interface Act {
  action: AuditAction;
  target: AuditTarget;
  /** The parts as they were; left out, there was nothing. */
  before?: object;
  /** The parts as they are now; left out, there is nothing any more. */
  after?: object;
  why?: string | undefined;
}

/** Whoever acted, and where from; an actor alone where no request was behind it. */
export type Doer = Principal | Actor;

/**
 * Writes down who did what, when and from where. Called in the transaction of the act: neither is there without the
 * other. Parts that did not change are left out, and times of change are no part.
 */
export async function note(tx: Transaction, doer: Doer, act: Act, now: Date): Promise<void> {
  await tx.auditEntry.create({ data: entryOf(doer, act, now) });
}

/** The same in the transaction of a run's commit. */
export function noteIn(rows: Rows, doer: Doer, act: Act, now: Date): Promise<void> {
  return rows.insert("AuditEntry", [entryOf(doer, act, now)]);
}

function entryOf(doer: Doer, act: Act, now: Date) {
  const { address = null, requestId = null } = "origin" in doer ? (doer.origin ?? {}) : {};
  return {
    at: now,
    actorId: doer.id,
    actor: toColumn("role" in doer ? actorOf(doer) : doer),
    action: act.action,
    target: toColumn({ id: act.target.id, name: act.target.name }),
    changes: toColumn(changesBetween(act.before ?? {}, act.after ?? {})),
    why: act.why ?? null,
    address,
    requestId,
    sessionId: "role" in doer ? (doer.session_id ?? null) : null,
  };
}

/** Which parts of a thing changed, and how. */
function changesBetween(before: object, after: object): AuditEntry["changes"] {
  const [from, to] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...from.keys(), ...to.keys()])];
  return Object.fromEntries(
    names
      .filter((name) => !sameJson(from.get(name) ?? null, to.get(name) ?? null))
      .map((name) => [name, { ...shown("from", from.get(name)), ...shown("to", to.get(name)) }]),
  );
}

const notParts = new Set(["created_at", "updated_at", "version", "caught", "calls", "last_used_at"]);

/** The parts of a thing as JSON; what the wire has no word for is left out. */
function partsOf(thing: object): Map<string, Json> {
  return new Map(
    Object.entries(thing).filter(
      ([name, value]: [string, Json | undefined]) => value !== undefined && !notParts.has(name),
    ),
  );
}

function shown(name: "from" | "to", value: Json | undefined): { [Name in typeof name]?: Json } {
  if (value === undefined) return {};
  return { [name]: printJson(value).length > longest ? digestOf(value) : value };
}

type Row = Awaited<ReturnType<Transaction["auditEntry"]["findMany"]>>[number];

/** The entries of a filter before the one of an id, the newest first; @param id null for all */
export function auditEntries(
  tx: Transaction,
  { actor, action, after, before }: Pick<ListAudit, "actor" | "action" | "after" | "before">,
  id: number | null,
  most: number,
): Promise<Row[]> {
  return tx.auditEntry.findMany({
    where: {
      actorId: actor,
      action,
      at: { ...(after && { gte: new Date(after) }), ...(before && { lt: new Date(before) }) },
      ...(id !== null && { id: { lt: id } }),
    },
    orderBy: { id: "desc" },
    take: most,
  });
}

/** The id of an entry on the wire. */
export function auditId(id: number): string {
  return `aud_${id}`;
}

/** An entry as the wire shows it. */
export function auditEntryOf(row: Row): AuditEntry {
  return {
    id: auditId(row.id),
    at: row.at.toISOString(),
    actor: fromColumn<Actor>(row.actor),
    // Guarantee: `note` alone writes it, with a word of the list.
    action: row.action as AuditAction,
    target: fromColumn<AuditTarget>(row.target),
    changes: fromColumn<AuditEntry["changes"]>(row.changes),
    why: row.why,
    address: row.address,
    request_id: row.requestId,
    session_id: row.sessionId,
  };
}

/** The digest of an entry, over its columns as they are stored: what the wire shows of it may grow. */
export function actDigest(row: Row): string {
  const { id, at, actorId, action, why, address, requestId, sessionId } = row;
  const [actor, target, changes] = [row.actor, row.target, row.changes].map((part) => fromColumn<Json>(part));
  const facts = { id, at: at.toISOString(), actorId, action, why, address, requestId, sessionId };
  return digestOf({ ...facts, actor: actor ?? null, target: target ?? null, changes: changes ?? null });
}
