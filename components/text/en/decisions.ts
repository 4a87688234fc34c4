import type { DecisionAction } from "@/lib/contracts/words";

type Of<Words> = Record<DecisionAction, Words>;

/** Each kind of decision in the words of a reviewer, wherever the desk speaks of one. */
export const decisions = {
  /** On a button. */
  action: {
    approve: "Approve",
    edit: "Edit",
    reject: "Reject",
    retry: "Retry",
  } satisfies Of<string>,
  /** Of one's own, in a list. */
  youDecided: {
    approve: "You approved",
    edit: "You edited",
    reject: "You rejected",
    retry: "You retried",
  } satisfies Of<string>,
  /** Of somebody, after their name. */
  decided: {
    approve: "approved",
    edit: "edited",
    reject: "rejected",
    retry: "retried",
  } satisfies Of<string>,
  /** Over the panel that asks for words, where it has one. */
  panel: {
    reject: {
      title: "Reject this run",
      hint: "It is cancelled and nothing is called. The reason is kept in the log.",
    },
    retry: {
      title: "Retry the call",
      hint: "The provider is called again with the same payload. This can cost again.",
    },
  } satisfies Partial<Of<{ title: string; hint: string }>>,
  /** While it is on its way. */
  working: {
    approve: "Approving",
    edit: "Saving",
    reject: "Rejecting",
    retry: "Retrying",
  } satisfies Of<string>,
  /** Once it is made. */
  done: {
    approve: "Approved",
    edit: "Edited and approved",
    reject: "Rejected",
    retry: "Retrying",
  } satisfies Of<string>,
  /** As the head of a column. */
  counted: {
    approve: "Approved",
    edit: "Edited",
    reject: "Rejected",
    retry: "Retried",
  } satisfies Of<string>,
  /** Of how many runs it was said at once. */
  many: {
    approve: (count) => `${count} approved`,
    edit: (count) => `${count} edited and approved`,
    reject: (count) => `${count} rejected`,
    retry: (count) => `${count} retried`,
  } satisfies Of<(count: number) => string>,
  /** Whose it is, while it can be taken back. */
  by: {
    approve: (who) => `Approved by ${who}`,
    edit: (who) => `Edited and approved by ${who}`,
    reject: (who) => `Rejected by ${who}`,
    retry: (who) => `Retry asked for by ${who}`,
  } satisfies Of<(who: string) => string>,
};
