import { decisions } from "./decisions";

export const undo = {
  undo: "Undo",
  seconds: (count: number) => `${count} s`,
  many: decisions.many,
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
  by: decisions.by,
  /** When what was decided is carried out. */
  goesOut: (seconds: number) => `goes out in ${seconds} s`,
  takesEffect: (seconds: number) => `takes effect in ${seconds} s`,
};
