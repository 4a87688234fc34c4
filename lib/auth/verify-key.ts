import { createHash } from "node:crypto";
import { roleFromPermissions } from "@/lib/core/key-role";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { readRows } from "@/lib/store/connection/rows";
import type { Auth } from "./create-auth";
import { askIdentity } from "./database-faults";
import { limitsFrom } from "./key-limits";

/** A key's use is written down at most this often; the library would write twice for every request. */
const useSeconds = 60;

/** As the library stores a key, whose own way through the Web Crypto API takes a turn of the thread pool. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** The person a key counts as; null when they may not act any more. */
async function ownerOf({ prisma }: Database, id: string, now: Date): Promise<Principal["owner"] | null> {
  const [person] = await readRows(prisma).pick("User", { id }, ["email", "banned", "banExpires"]);
  if (!person || (person.banned && (person.banExpires === null || person.banExpires > now))) return null;
  return { id, email: person.email };
}

/**
 * The principal of an API key, or null when it is unknown, disabled or expired, or its owner is disabled. Its row is
 * read each time, so that a revoked key fails at once; once a minute the library verifies it
 * in full and notes its use.
 */
export async function verifyKey(
  parts: { db: Database; auth: Auth },
  key: string,
  now: Date,
): Promise<Principal | null> {
  const hash = hashOf(key);
  const [row] = await readRows(parts.db.prisma).find("ApiKey", { key: hash });
  if (!row || row.enabled === false) return null;
  if ([row.expiresAt, row.endsAt].some((end) => end !== null && end <= now)) return null;
  const role = roleFromPermissions(row.permissions);
  if (role === null) return null;
  if (row.lastRequest === null || now.getTime() - row.lastRequest.getTime() > useSeconds * 1000) {
    const { valid } = await askIdentity(
      () => parts.auth.api.verifyApiKey({ body: { key } }),
      (answer) => !answer.valid,
    );
    if (!valid) return null;
  }
  const owner = row.ownerUserId === null ? undefined : await ownerOf(parts.db, row.ownerUserId, now);
  if (owner === null) return null;
  const limits = limitsFrom(row.metadata);
  const principal = { kind: "api_key", id: row.id, name: row.name ?? row.id, email: null, role } as const;
  return { ...principal, ...(limits && { limits }), ...(owner && { owner }) };
}
