import type { Transaction } from "./connection/client";

const prefix = "password-link:";

/** Keeps a link's hash for a person. Each has one row, so that one that was made before works no more. */
export async function keepPasswordLink(
  tx: Transaction,
  { hash, userId, expiresAt }: { hash: string; userId: string; expiresAt: Date },
): Promise<void> {
  const id = `${prefix}${userId}`;
  const link = { identifier: `${prefix}${hash}`, value: userId, expiresAt };
  await tx.verification.upsert({ where: { id }, create: { id, ...link }, update: link });
}

/** Makes a person's link a dead one. */
export async function dropPasswordLinks(tx: Transaction, userId: string): Promise<void> {
  await tx.verification.deleteMany({ where: { id: `${prefix}${userId}` } });
}

/** Whom a link is for; null when it is over, was used, or never was. */
export async function personOfLink(tx: Transaction, hash: string, now: Date): Promise<string | null> {
  const row = await tx.verification.findFirst({
    where: { identifier: `${prefix}${hash}`, expiresAt: { gt: now } },
  });
  return row?.value ?? null;
}

/** Takes a link away. True for exactly one of any number of callers: the deleted row decides. */
export async function spendPasswordLink(tx: Transaction, hash: string, now: Date): Promise<boolean> {
  const where = { identifier: `${prefix}${hash}`, expiresAt: { gt: now } };
  return (await tx.verification.deleteMany({ where })).count === 1;
}

/** Sets what is kept of a person's password, also for one who had none. */
export async function setPassword(
  tx: Transaction,
  { id, userId, hash }: { id: string; userId: string; hash: string },
): Promise<void> {
  const where = { userId, providerId: "credential" };
  const { count } = await tx.account.updateMany({ where, data: { password: hash } });
  if (count === 0) await tx.account.create({ data: { id, accountId: userId, ...where, password: hash } });
}
