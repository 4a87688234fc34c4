import { randomUUID } from "node:crypto";
import type { Role } from "@/lib/contracts/words";
import type { Transaction } from "@/lib/store/connection/client";

interface NewUser {
  name: string;
  email: string;
  role: Role;
  passwordHash: string;
}

/**
 * Writes a person who signs in with a password: the two rows the identity library itself
 * would write, but in the caller's transaction, so that neither is ever there alone.
 */
export async function insertUser(tx: Transaction, user: NewUser) {
  const { name, email, role, passwordHash } = user;
  const id = `user_${randomUUID().replaceAll("-", "")}`;
  const row = await tx.user.create({
    data: { id, name, email: email.toLowerCase(), emailVerified: true, role },
  });
  await tx.account.create({
    data: {
      id: `account_${randomUUID().replaceAll("-", "")}`,
      userId: id,
      accountId: id,
      providerId: "credential",
      password: passwordHash,
    },
  });
  return row;
}
