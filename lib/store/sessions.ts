import type { Transaction } from "./connection/client";

/** That a session is used is written down at most this often, in milliseconds. */
const noteEvery = 60_000;
/** So many sessions are remembered as noted; those noted longest ago are forgotten first, and noted once more. */
const remembered = 10_000;

interface Used {
  createdAt: Date;
  seenAt?: Date | null;
}

/** When somebody last did something with a session: its beginning at the earliest, whose time is taken a moment later. */
export function lastUse({ createdAt, seenAt }: Used): Date {
  return seenAt && seenAt > createdAt ? seenAt : createdAt;
}

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.sessions-noted");
const shared: typeof globalThis & { [slot]?: Map<string, number> } = globalThis;
shared[slot] ??= new Map();
const noted = shared[slot];

/** Notes that somebody does something with this session. */
export async function noteUse(tx: Transaction, id: string, now: Date): Promise<void> {
  if (now.getTime() - (noted.get(id) ?? 0) < noteEvery) return;
  noted.delete(id);
  noted.set(id, now.getTime());
  const [oldest] = noted.keys();
  if (noted.size > remembered && oldest !== undefined) noted.delete(oldest);
  await tx.session.updateMany({ where: { id }, data: { seenAt: now } });
}

/** The sessions of a person that somebody could still use, the newest first; at most 200. */
export async function sessionsOf(tx: Transaction, userId: string, idle: number, now: Date) {
  const idleSince = new Date(now.getTime() - idle);
  return tx.session.findMany({
    where: {
      userId,
      expiresAt: { gt: now },
      OR: [{ seenAt: { gt: idleSince } }, { seenAt: null, createdAt: { gt: idleSince } }],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 200,
  });
}

/** The session of a token, and whose it is; null where there is none. */
export function sessionOfToken(tx: Transaction, token: string) {
  return tx.session.findUnique({ where: { token }, include: { user: true } });
}

/** Whether somebody of this e-mail address has a session from a network address, as it is kept with one. */
export async function hasSessionFrom(tx: Transaction, email: string, ipAddress: string): Promise<boolean> {
  return (await tx.session.findFirst({ where: { ipAddress, user: { email } } })) !== null;
}

/** Ends a session. @returns whether there was one */
export async function endSession(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.session.deleteMany({ where: { id } })).count === 1;
}

/** Ends all sessions of a person, but for one. @returns how many */
export async function endSessions(tx: Transaction, userId: string, but?: string): Promise<number> {
  const where = { userId, ...(but !== undefined && { NOT: { id: but } }) };
  return (await tx.session.deleteMany({ where })).count;
}

/** A session by its id, or null. */
export function sessionById(tx: Transaction, id: string) {
  return tx.session.findUnique({ where: { id } });
}

/** Notes how and when the person of a session proved who they are, which an issuer may have seen long before `now`. */
export async function noteProof(
  tx: Transaction,
  id: string,
  { method, at, now = at }: { method?: string; at: Date; now?: Date },
): Promise<void> {
  await tx.session.updateMany({
    where: { id },
    data: { confirmedAt: at, seenAt: now, ...(method && { method }) },
  });
}

/** Takes a person's second factor away. @returns whether they had one */
export async function dropSecondFactor(tx: Transaction, userId: string): Promise<boolean> {
  const { count } = await tx.twoFactor.deleteMany({ where: { userId } });
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } });
  return count > 0;
}
