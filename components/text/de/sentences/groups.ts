import type { Translated } from "@/lib/contracts/sentences";
import type { groupFaults, groupRefusals } from "@/lib/contracts/sentences/groups";

/** Why a group of reviewers, or an absence, is refused. */
export const groups: Translated<typeof groupFaults & typeof groupRefusals> = {
  fault_no_decider: ({ id }) => `${id} darf nicht entscheiden oder ist nicht bekannt`,
  fault_name_of_group: "heißt schon eine andere Gruppe",
  fault_no_group: ({ id }) => `${id} ist keine Gruppe`,
  fault_same_group: "ist diese Gruppe selbst",
  fault_time_over: "ist schon vorbei",
  fault_own_stand_in: "ist die Person, die nicht da ist",
  members_may_not_decide: "In einer Gruppe sind Menschen und Schlüssel, die entscheiden dürfen.",
  group_name_taken: ({ name }) => `Die Gruppe ${name} gibt es schon.`,
  too_many_groups: ({ most }) => `Es gibt schon ${most} Gruppen, und jede Liste sieht alle an.`,
  escalates_to_none: "Was niemand aus einer Gruppe beantwortet, geht an eine andere Gruppe.",
  absence_over: "Eine Abwesenheit endet später als jetzt.",
  stand_in_may_not: "Vertreten kann ein anderer Mensch oder ein Schlüssel, der entscheiden darf.",
};
