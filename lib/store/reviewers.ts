import type { Actor } from "@/lib/contracts/parts";
import { roleFromPermissions } from "@/lib/core/key-role";
import { type Identity, identityOf } from "@/lib/core/principal";
import type { Transaction } from "./connection/client";

/** Of people and of keys, so many are named. */
const mostNamed = 100;

/** Somebody who may decide, and who counts for it. */
export interface Reviewer extends Identity {
  actor: Actor;
}

const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];
/** As sign-in has it: disabled people, but for those whose time is over. */
const notBanned = (now: Date) => ({
  OR: [{ banned: null }, { banned: false }, { banExpires: { lte: now } }],
});

/** Which of all are looked at. */
interface Among {
  id?: { in: string[] };
}

async function reviewingPeople(tx: Transaction, now: Date, among: Among, take: number): Promise<Reviewer[]> {
  const people = await tx.user.findMany({
    where: { role: { in: ["reviewer", "admin"] }, ...notBanned(now), ...among },
    orderBy: oldestFirst,
    take,
    select: { id: true, name: true, email: true },
  });
  return people.map(({ id, name, email }) => ({
    actor: { kind: "user", id, name },
    ...identityOf({ kind: "user", id, email }),
  }));
}

async function reviewingKeys(tx: Transaction, now: Date, among: Among, take: number): Promise<Reviewer[]> {
  const keys = await tx.apiKey.findMany({
    where: {
      AND: [
        { OR: [{ permissions: { contains: '"reviewer"' } }, { permissions: { contains: '"admin"' } }] },
        { OR: [{ enabled: null }, { enabled: true }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      ],
      ...among,
    },
    orderBy: oldestFirst,
    take,
    select: { id: true, name: true, permissions: true, ownerUserId: true },
  });
  const owned = keys.flatMap(({ ownerUserId }) => ownerUserId ?? []);
  const owners = await tx.user.findMany({
    where: { id: { in: owned }, ...notBanned(now) },
    select: { id: true, email: true },
  });
  const ownerOf = new Map(owners.map((owner) => [owner.id, owner]));
  return keys.flatMap(({ id, name, permissions, ownerUserId }) => {
    const owner = ownerUserId === null ? undefined : ownerOf.get(ownerUserId);
    const idle = ownerUserId !== null && !owner;
    if (idle || roleFromPermissions(permissions) === "requester") return [];
    const actor: Actor = { kind: "api_key", id, name: name ?? id };
    return [{ actor, ...identityOf({ kind: "api_key", id, email: null, ...(owner && { owner }) }) }];
  });
}

/**
 * Who may decide: people who are not disabled and keys that work and whose owner is not, each a reviewer or an admin,
 * people first, the oldest first; at most 100 of each.
 */
export async function reviewersOf(tx: Transaction, now: Date): Promise<Reviewer[]> {
  return [
    ...(await reviewingPeople(tx, now, {}, mostNamed)),
    ...(await reviewingKeys(tx, now, {}, mostNamed)),
  ];
}

/** Those of these people and keys, by their ids, who may decide. */
export async function reviewersIn(tx: Transaction, ids: readonly string[], now: Date): Promise<Reviewer[]> {
  const among = { id: { in: [...new Set(ids)] } };
  return [
    ...(await reviewingPeople(tx, now, among, ids.length)),
    ...(await reviewingKeys(tx, now, among, ids.length)),
  ];
}

/** The ids of those of these people and keys who may decide. */
export async function reviewersAmong(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  return new Set((await reviewersIn(tx, ids, now)).map(({ actor }) => actor.id));
}

/** Who counts for keys that were given to somebody, though they may be gone: `user:…` by `key:…`, as identities name them. */
export async function ownersOf(
  tx: Transaction,
  keys: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  if (keys.length === 0) return {};
  const ids = keys.map((name) => name.slice("key:".length));
  const rows = await tx.keyOwner.findMany({ where: { keyId: { in: ids } } });
  return Object.fromEntries(rows.map(({ keyId, userId }) => [`key:${keyId}`, `user:${userId}`]));
}

/** Remembers whose a key is from now on; null for one that counts as itself again. */
export async function keepOwner(tx: Transaction, keyId: string, userId: string | null): Promise<void> {
  if (userId === null) await tx.keyOwner.deleteMany({ where: { keyId } });
  else await tx.keyOwner.upsert({ where: { keyId }, create: { keyId, userId }, update: { userId } });
}
