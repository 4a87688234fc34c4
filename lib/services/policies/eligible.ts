import { roleFromPermissions } from "@/lib/auth/role";
import type { Actor } from "@/lib/contracts/parts";
import type { Transaction } from "@/lib/store/client";

/** Of people and of keys, so many are named. */
const mostNamed = 100;

/** Who may decide: people who are not disabled and keys that work, each a reviewer or an admin, the oldest first. */
export async function eligible(tx: Transaction, now: Date): Promise<Actor[]> {
  const oldestFirst = [{ createdAt: "asc" as const }, { id: "asc" as const }];
  const people = await tx.user.findMany({
    where: { role: { in: ["reviewer", "admin"] }, OR: [{ banned: null }, { banned: false }] },
    orderBy: oldestFirst,
    take: mostNamed,
    select: { id: true, name: true },
  });
  const keys = await tx.apiKey.findMany({
    where: {
      AND: [
        { OR: [{ permissions: { contains: '"reviewer"' } }, { permissions: { contains: '"admin"' } }] },
        { OR: [{ enabled: null }, { enabled: true }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      ],
    },
    orderBy: oldestFirst,
    take: mostNamed,
    select: { id: true, name: true, permissions: true },
  });
  return [
    ...people.map(({ id, name }): Actor => ({ kind: "user", id, name })),
    ...keys
      .filter(({ permissions }) => roleFromPermissions(permissions) !== "requester")
      .map(({ id, name }): Actor => ({ kind: "api_key", id, name: name ?? id })),
  ];
}
