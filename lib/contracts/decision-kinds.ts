import type { reviewSteps } from "./word-lists";

interface DecisionKind {
  /** Whether it lets the run go on: it then must name what was seen, and a receipt says so. */
  letsOn: boolean;
  /** What it did to the question, after a name, where whoever came second is told. */
  done: string;
  /** What the log says of whoever made it, after their name. */
  logged: string;
}

/**
 * Each kind of decision. A new one begins with its row here; what else it needs the compiler and the tests name
 * (docs/architecture.md). By itself, so that the desk need not load the schemas.
 */
export const decisionKinds = {
  approve: { letsOn: true, done: "approved", logged: "approved" },
  edit: { letsOn: true, done: "edited", logged: "edited" },
  reject: { letsOn: false, done: "rejected", logged: "rejected" },
  retry: { letsOn: true, done: "retried", logged: "asked for another try" },
} as const satisfies Record<string, DecisionKind>;

type Kinds = typeof decisionKinds;
type Kind = keyof Kinds;

export const decisionActions = Object.keys(decisionKinds) as Kind[];

/** Something for each kind. */
export function eachDecision<Of>(make: (action: Kind) => Of): Record<Kind, Of> {
  return Object.fromEntries(decisionActions.map((action) => [action, make(action)])) as Record<Kind, Of>;
}

/** The kinds that let a run go on. */
export type LettingOn = { [One in Kind]: Kinds[One]["letsOn"] extends true ? One : never }[Kind];

export function letsOn(action: Kind): action is LettingOn {
  return decisionKinds[action].letsOn;
}

/** What may be answered at each step, in the order in which it is told. */
export const actionsAt = {
  information_review: ["approve", "edit", "reject"],
  payload_review: ["approve", "edit", "reject"],
  api_call: ["retry", "edit", "reject"],
  response_review: ["approve", "edit", "retry", "reject"],
} as const satisfies Record<(typeof reviewSteps)[number], readonly Kind[]>;
