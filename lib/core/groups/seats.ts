/** Who is away at a time, by their ids, each with the id of who stands in; null where nobody does. */
export type Absences = ReadonlyMap<string, string | null>;

/** So far a chain of people who stand in for each other is followed. */
const longestChain = 20;

/**
 * Who has a member's seat: the member, or, while they are away, who stands in for them, and while those are away, who
 * stands in for those.
 * @returns null where nobody has it: all are away
 */
export function seatHolder(member: string, absences: Absences): string | null {
  let holder: string | null = member;
  for (let step = 0; step < longestChain && holder !== null; step++) {
    const standIn = absences.get(holder);
    if (standIn === undefined) return holder;
    holder = standIn;
  }
  return null;
}

/**
 * Who is of a group at a time. A seat counts once: who is away has given theirs to who stands in, and somebody who
 * stands in for many is there once.
 */
export function seated({ members }: { members: readonly string[] }, absences: Absences): ReadonlySet<string> {
  return new Set(members.flatMap((member) => seatHolder(member, absences) ?? []));
}

/** Whether a person or a key, by its id, is of a group at a time. */
export function isOfGroup(group: { members: readonly string[] }, id: string, absences: Absences): boolean {
  return seated(group, absences).has(id);
}

/**
 * Whether a person or a key, by its id, has a seat that counts for approvals: as a member, away or not, or as whoever an
 * admin has stand in. A seat that a member gave away by their own word lets look, and not approve.
 * @param granted absences as admins said them
 */
export function hasCountedSeat(
  group: { members: readonly string[] },
  id: string,
  granted: Absences,
): boolean {
  return group.members.includes(id) || isOfGroup(group, id, granted);
}
