import { z } from "zod";
import { Actor } from "./parts";
import { RuleCondition } from "./rules";

/** So many groups there may be, with so many members each: every list of what waits looks at all of them. */
export const mostGroups = 100;
const mostMembers = 200;

/** Which questions a group is for, in the words of a rule's condition: nothing named is every question. */
export const GroupCondition = RuleCondition.pick({
  provider: true,
  model: true,
  operation_type: true,
  metadata: true,
});
export type GroupCondition = z.infer<typeof GroupCondition>;

/** To whom a question goes that nobody of the group has answered. */
export const Escalation = z.strictObject({
  /** Since it was asked. */
  after_seconds: z
    .int()
    .min(60)
    .max(30 * 24 * 3600),
  /** Another group, by its id: then the question is theirs, too. */
  to: z.string().min(1).max(100),
});
export type Escalation = z.infer<typeof Escalation>;

/**
 * What becomes of a question of a group's when it is asked: `anybody` of them takes it, or `round_robin` offers it to one
 * after the other.
 */
export const Assignment = z.enum(["anybody", "round_robin"]);
export type Assignment = z.infer<typeof Assignment>;

const groupFields = {
  /** No two groups have the same. */
  name: z.string().trim().min(1).max(200),
  when: GroupCondition,
  /** People and keys who may decide, by their ids. */
  members: z
    .array(z.string().min(1).max(300))
    .max(mostMembers)
    .transform((ids) => [...new Set(ids)]),
  escalate: Escalation.nullable(),
  assignment: Assignment,
};

/** `POST /api/hitl/groups`. Left out, `when` is every question, nobody is a member, and nothing goes to others. */
export const CreateGroup = z.strictObject({
  ...groupFields,
  when: GroupCondition.default({}),
  members: groupFields.members.default([]),
  escalate: Escalation.nullable().default(null),
  assignment: Assignment.default("anybody"),
});
export type CreateGroup = z.infer<typeof CreateGroup>;

/** Names a group as it is: a change that names another than the present one is refused. */
const version = z.string().max(100);

/**
 * `PATCH /api/hitl/groups/{id}`; `when` and `members` are replaced whole. With `version`, 409 `conflict` when somebody
 * changed the group meanwhile.
 */
export const ChangeGroup = z.strictObject({ ...groupFields, version }).partial();
export type ChangeGroup = z.infer<typeof ChangeGroup>;

/** `DELETE /api/hitl/groups/{id}`. With `version`, 409 `conflict` when somebody changed the group meanwhile. */
export const DeleteGroup = z.strictObject({ version }).partial();
export type DeleteGroup = z.infer<typeof DeleteGroup>;

/** A group that a waiting question is for, in a list. */
export const AskedGroup = z.object({
  id: z.string(),
  name: z.string(),
  /** Whether you have a seat in it now. */
  yours: z.boolean(),
  /** How many have a seat in it now who may decide; where nobody has, the question is everybody's. */
  seats: z.number().int(),
  /** From when on it is theirs: since it was asked, or when it comes to them from another group. */
  since: z.string(),
});
export type AskedGroup = z.infer<typeof AskedGroup>;

/** A member who is away. */
export const AwayMember = z.object({
  person: Actor,
  until: z.string(),
  /** Null where nobody stands in. */
  stand_in: Actor.nullable(),
});
export type AwayMember = z.infer<typeof AwayMember>;

/** People and keys who look at a kind of question. */
export const Group = z.object({
  id: z.string(),
  name: z.string(),
  when: GroupCondition,
  members: z.array(Actor),
  /** Who has a seat now: members who are not away, and who stands in for those who are. */
  seated: z.array(Actor),
  away: z.array(AwayMember),
  escalate: Escalation.nullable(),
  assignment: Assignment,
  version,
  created_at: z.string(),
  updated_at: z.string(),
});
export type Group = z.infer<typeof Group>;
