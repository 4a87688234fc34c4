import { createHash, createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database, Transaction } from "@/lib/store/connection/client";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";

const settingKey = "setup_token";
const hour = 3_600_000;
/** How long a token works. */
const lifetime = 24 * hour;
/** A start prints a token again only when it works for so long yet. */
const leastLeft = 12 * hour;
/** For so long after another instance printed a link that this one cannot print too, its link is left alone. */
const otherInstanceFirst = 60_000;
/** How often it looks again when another instance writes at the same moment. */
const mostTries = 10;

const Stored = z.object({ nonce: z.string(), hash: z.string(), expires_at: z.iso.datetime() });

interface Asking {
  db: Database;
  /** What instances share; with the stored nonce it makes the token, which itself is kept nowhere. */
  secret: string;
  now: Date;
}

/**
 * The one-time token to make the first admin with: the same for every instance that shares the secret, whichever
 * starts first, and at every start while half of its time is left.
 * @returns null when an instance with another secret has printed its own just now
 */
export async function setupToken({ db, secret, now }: Asking): Promise<string | null> {
  for (let tries = 0; tries < mostTries; tries++) {
    const row = await db.prisma.setting.findUnique({ where: { key: settingKey } });
    const stored = Stored.safeParse(row?.value);
    if (row !== null && stored.success) {
      const { nonce, hash, expires_at } = stored.data;
      const token = tokenOf(secret, nonce);
      const lasts = Date.parse(expires_at) - now.getTime() >= leastLeft;
      if (lasts && hashOf(token) === hash) return token;
      if (lasts && now.getTime() - row.updatedAt.getTime() < otherInstanceFirst) return null;
    }
    const nonce = randomBytes(32).toString("base64url");
    const token = tokenOf(secret, nonce);
    if (await write(db, row?.updatedAt ?? null, { nonce, hash: hashOf(token) }, now)) return token;
  }
  throw new Error("The setup link could not be made: other instances write it all the time.");
}

/** Writes a new token over the very one that was read, or where there was none. @returns whether nobody came between */
async function write(
  db: Database,
  readAt: Date | null,
  parts: { nonce: string; hash: string },
  now: Date,
): Promise<boolean> {
  const value = { ...parts, expires_at: new Date(now.getTime() + lifetime).toISOString() };
  if (readAt !== null) {
    const where = { key: settingKey, updatedAt: readAt };
    return (await db.prisma.setting.updateMany({ where, data: { value, updatedAt: now } })).count === 1;
  }
  try {
    await db.prisma.setting.create({ data: { key: settingKey, value, updatedAt: now } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

export type TokenState = "good" | "expired" | "wrong" | "used";

/** Whether this is the token of the last start; "used" when there is none any more. */
export async function judgeSetupToken(tx: Transaction, token: string, now: Date): Promise<TokenState> {
  const row = await tx.setting.findUnique({ where: { key: settingKey } });
  if (row === null) return "used";
  const stored = Stored.safeParse(row.value);
  if (!stored.success || stored.data.hash !== hashOf(token)) return "wrong";
  return new Date(stored.data.expires_at) > now ? "good" : "expired";
}

/** Takes the token away. True for exactly one of any number of callers: the deleted row decides. */
export async function spendSetupToken(tx: Transaction): Promise<boolean> {
  const { count } = await tx.setting.deleteMany({ where: { key: settingKey } });
  return count === 1;
}

function tokenOf(secret: string, nonce: string): string {
  return createHmac("sha256", secret).update(`setup-token:${nonce}`, "utf8").digest("base64url");
}

function hashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("base64url");
}
