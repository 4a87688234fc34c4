import { defaultKeyHasher } from "@better-auth/api-key";
import { z } from "zod";
import { systemActor } from "@/lib/core/principal";
import type { Env } from "@/lib/env";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { isUniqueViolation } from "@/lib/store/connection/unique-violation";
import { isCommonPassword } from "./common-passwords";
import { insertUser } from "./insert-user";
import { hashPassword } from "./passwords";
import { permissionsFor } from "./role";
import { setupToken } from "./setup-token";

/** The id of the key that `BOOTSTRAP_API_KEY` makes. */
export const bootstrapKeyId = "key_bootstrap";

const keyName = "BOOTSTRAP_API_KEY";

/** The setting that holds the hashes of the values a key was made of. */
const madeKeys = "bootstrap_keys";

interface Parts {
  env: Pick<Env, "bootstrap" | "publicUrl" | "port" | "authSecret">;
  db: Database;
}

interface Identity {
  setupUrl: string | null;
  /** Nobody can sign in, and another instance has just printed the address. */
  setupElsewhere?: true;
}

/**
 * At each start: makes the admin and the key the environment asks for, if they were never
 * made. When nobody at all could sign in, gives the one-time address for making the first admin.
 */
export async function bootstrapIdentity({ env, db }: Parts, now: Date): Promise<Identity> {
  const { adminEmail, adminPassword, apiKey } = env.bootstrap;
  if (adminEmail !== null && adminPassword !== null) await ensureAdmin(db, adminEmail, adminPassword, now);
  if (apiKey !== null) await ensureKey(db, apiKey, now);
  if ((await db.prisma.user.count()) > 0) return { setupUrl: null };
  const base = env.publicUrl ?? `http://localhost:${env.port}`;
  const token = await setupToken({ db, secret: env.authSecret, now });
  if (token === null) return { setupUrl: null, setupElsewhere: true };
  return { setupUrl: `${base.replace(/\/$/, "")}/setup?token=${token}` };
}

// The password is only the first one: a person who changed it since keeps the new one, and one who lost the role or was
// disabled stays so.
async function ensureAdmin(db: Database, email: string, password: string, now: Date): Promise<void> {
  if ((await db.prisma.user.findUnique({ where: { email: email.toLowerCase() } })) !== null) return;
  if (await isCommonPassword(password))
    throw new Error(
      "BOOTSTRAP_ADMIN_PASSWORD is one of the passwords that are tried first; take another one.",
    );
  const passwordHash = await hashPassword(password);
  try {
    await db.transaction(async (tx) => {
      const { id, name, role } = await insertUser(tx, { name: "Admin", email, role: "admin", passwordHash });
      const act = { action: "person.created", target: { id, name }, after: { name, role } } as const;
      await note(tx, systemActor, act, now);
    });
  } catch (error) {
    // Another instance that started at the same moment was first; that is all this wanted.
    if (!isUniqueViolation(error)) throw error;
  }
}

const MadeKeys = z.array(z.string());

/** Each value makes a key once, which ends the one before: a key that was revoked stays so. */
async function ensureKey(db: Database, key: string, now: Date): Promise<void> {
  const hash = await defaultKeyHasher(key);
  try {
    await db.transaction(async (tx) => {
      const made = await tx.setting.findUnique({ where: { key: madeKeys } });
      const hashes = made === null ? [] : MadeKeys.parse(made.value);
      const there = await tx.apiKey.findUnique({ where: { id: bootstrapKeyId } });
      if (hashes.includes(hash)) return;
      const value = [...new Set([...hashes, ...(there === null ? [] : [there.key]), hash])];
      await tx.setting.upsert({
        where: { key: madeKeys },
        create: { key: madeKeys, value, updatedAt: now },
        update: { value, updatedAt: now },
      });
      // One that an earlier release made of this value.
      if (there?.key === hash) return;
      const [target, role] = [{ id: bootstrapKeyId, name: keyName }, { role: "admin" }];
      if (there !== null) {
        await tx.apiKey.deleteMany({ where: { id: bootstrapKeyId } });
        await note(tx, systemActor, { action: "key.revoked", target, before: role }, now);
      }
      await tx.apiKey.create({
        data: {
          id: bootstrapKeyId,
          key: hash,
          permissions: JSON.stringify(permissionsFor("admin")),
          enabled: true,
          configId: "default",
          name: keyName,
          referenceId: "bootstrap",
          start: null,
          rateLimitEnabled: false,
          createdAt: now,
          updatedAt: now,
        },
      });
      await note(tx, systemActor, { action: "key.created", target, after: role }, now);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}
