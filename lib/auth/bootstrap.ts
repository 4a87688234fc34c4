import { defaultKeyHasher } from "@better-auth/api-key";
import type { Env } from "@/lib/env";
import type { Database } from "@/lib/store/client";
import { isUniqueViolation } from "@/lib/store/unique-violation";
import { insertUser } from "./insert-user";
import { hashPassword } from "./passwords";
import { permissionsFor } from "./role";
import { setupToken } from "./setup-token";

/** The id of the key that `BOOTSTRAP_API_KEY` makes. */
export const bootstrapKeyId = "key_bootstrap";

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
 * At each start: makes the admin and the key the environment asks for, if they are not there
 * yet. When nobody at all could sign in, gives the one-time address for making the first admin.
 */
export async function bootstrapIdentity({ env, db }: Parts, now: Date): Promise<Identity> {
  const { adminEmail, adminPassword, apiKey } = env.bootstrap;
  if (adminEmail !== null && adminPassword !== null) await ensureAdmin(db, adminEmail, adminPassword);
  if (apiKey !== null) await ensureKey(db, apiKey, now);
  if ((await db.prisma.user.count()) > 0) return { setupUrl: null };
  const base = env.publicUrl ?? `http://localhost:${env.port}`;
  const token = await setupToken({ db, secret: env.authSecret, now });
  if (token === null) return { setupUrl: null, setupElsewhere: true };
  return { setupUrl: `${base.replace(/\/$/, "")}/setup?token=${token}` };
}

// The password is only the first one: a person who changed it since keeps the new one.
async function ensureAdmin(db: Database, email: string, password: string): Promise<void> {
  const known = await db.prisma.user.findUnique({ where: { email: email.toLowerCase() } });
  if (known !== null) {
    if (known.role !== "admin")
      await db.prisma.user.update({ where: { id: known.id }, data: { role: "admin" } });
    return;
  }
  const passwordHash = await hashPassword(password);
  try {
    await db.transaction((tx) => insertUser(tx, { name: "Admin", email, role: "admin", passwordHash }));
  } catch (error) {
    // Another instance that started at the same moment was first; that is all this wanted.
    if (!isUniqueViolation(error)) throw error;
  }
}

async function ensureKey(db: Database, key: string, now: Date): Promise<void> {
  const data = {
    key: await defaultKeyHasher(key),
    permissions: JSON.stringify(permissionsFor("admin")),
    enabled: true,
  };
  await db.prisma.apiKey.upsert({
    where: { id: bootstrapKeyId },
    update: data,
    create: {
      ...data,
      id: bootstrapKeyId,
      configId: "default",
      name: "BOOTSTRAP_API_KEY",
      referenceId: "bootstrap",
      start: null,
      rateLimitEnabled: false,
      createdAt: now,
      updatedAt: now,
    },
  });
}
