import type { DecisionAction } from "@/lib/contracts/words";

export const undo = {
  undo: "Undo",
  seconds: (count: number) => `${count} s`,
  many: {
    approve: (count) => `${count} approved`,
    edit: (count) => `${count} edited and approved`,
    reject: (count) => `${count} rejected`,
    retry: (count) => `${count} retried`,
  } satisfies Record<DecisionAction, (count: number) => string>,
  undone: (count: number) =>
    count === 1 ? "Taken back. The run waits again." : `Taken back. ${count} runs wait again.`,
  tooLate: (count: number, why: string) =>
    count === 1 ? `Too late to take it back. ${why}` : `Too late to take ${count} back. ${why}`,
  notMade: "Nothing to take back: your decision was not made.",
  already: (count: number) =>
    count === 1
      ? "It had been taken back already. The run waits again."
      : `${count} had been taken back already. They wait again.`,
  failed: (why: string) => `Not taken back: ${why}`,
  you: "you",
  by: {
    approve: (who) => `Approved by ${who}`,
    edit: (who) => `Edited and approved by ${who}`,
    reject: (who) => `Rejected by ${who}`,
    retry: (who) => `Retry asked for by ${who}`,
  } satisfies Record<DecisionAction, (who: string) => string>,
  /** When what was decided is carried out. */
  goesOut: (seconds: number) => `goes out in ${seconds} s`,
  takesEffect: (seconds: number) => `takes effect in ${seconds} s`,
};
