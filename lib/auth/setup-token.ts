import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database, Transaction } from "@/lib/store/client";

const settingKey = "setup_token";
const hours = 24;
const Stored = z.object({ hash: z.string(), expires_at: z.iso.datetime() });

/** A new one-time token to make the first admin with; the one before stops working. Only its hash is kept. */
export async function renewSetupToken(db: Database, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const value = {
    hash: hashOf(token),
    expires_at: new Date(now.getTime() + hours * 3_600_000).toISOString(),
  };
  await db.prisma.setting.upsert({
    where: { key: settingKey },
    update: { value, updatedAt: now },
    create: { key: settingKey, value, updatedAt: now },
  });
  return token;
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

function hashOf(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("base64url");
}
