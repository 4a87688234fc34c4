import type { Sentence } from "../say";

/** What is wrong with a place of a group of reviewers, or of who is away. */
export const groupFaults = {
  fault_no_decider: ({ id }: { id: string }) =>
    `${id} is nobody who may decide: no reviewer, no admin, no such key`,
  fault_name_of_group: "is another group's name",
  fault_no_group: ({ id }: { id: string }) => `${id} is no group`,
  fault_same_group: "is this group itself",
  fault_time_over: "is over already",
  fault_own_stand_in: "is the person who is away",
} as const satisfies Record<string, Sentence>;

/** Why a group, or an absence, is refused. */
export const groupRefusals = {
  members_may_not_decide: "A group has people and keys who may decide.",
  group_name_taken: ({ name }: { name: string }) => `There is a group ${name} already.`,
  too_many_groups: ({ most }: { most: number }) =>
    `There are ${most} groups already, and every list looks at all of them.`,
  escalates_to_none: "What nobody of a group answers goes to another group.",
  absence_over: "An absence ends later than now.",
  stand_in_may_not: "Who stands in is another person or a key that may decide.",
} as const satisfies Record<string, Sentence>;
