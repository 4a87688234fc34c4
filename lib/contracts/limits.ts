import { z } from "zod";
import type { Role } from "./words";

/** What is counted, each in a bucket of its own: runs made, previews, reads and decisions a minute; streams at once. */
export const limitKinds = ["creates", "previews", "reads", "decisions", "streams"] as const;
export type LimitKind = (typeof limitKinds)[number];

const most = z.number().int().min(0).max(1_000_000);

/** What a key may do, where it is not what its role may: a minute's worth, and streams at once. */
export const KeyLimits = z.strictObject({
  creates: most.optional(),
  previews: most.optional(),
  reads: most.optional(),
  decisions: most.optional(),
  streams: most.optional(),
});
export type KeyLimits = z.infer<typeof KeyLimits>;

/** What counts for somebody; null is no limit. */
export const EffectiveLimits = z.object({
  creates: most.nullable(),
  previews: most.nullable(),
  reads: most.nullable(),
  decisions: most.nullable(),
  streams: most.nullable(),
});
export type EffectiveLimits = z.infer<typeof EffectiveLimits>;

/** What each role may do where nothing else is said, of keys and of people who signed in alike. */
const roleLimits = {
  // A client that asks for a run every half second, and looks at each some fifteen times.
  requester: { creates: 120, previews: 300, reads: 2_000, decisions: 600, streams: 20 },
  // Ten decisions a second, and the desk that reads anew after each.
  reviewer: { creates: 120, previews: 300, reads: 12_000, decisions: 600, streams: 60 },
  admin: { creates: null, previews: null, reads: null, decisions: null, streams: null },
} as const satisfies Record<Role, EffectiveLimits>;

/** The limits of a role, with what was set for the key itself before them. */
export function limitsOf(role: Role, own: KeyLimits = {}): EffectiveLimits {
  return { ...roleLimits[role], ...own };
}
