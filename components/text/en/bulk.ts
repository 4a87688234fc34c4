export const bulk = {
  selection: "Selection",
  selected: (count: number) => `${count} selected`,
  clear: "Clear the selection",
  title: {
    approve: (count: number) => (count === 1 ? "Approve 1 run" : `Approve ${count} runs`),
    reject: (count: number) => (count === 1 ? "Reject 1 run" : `Reject ${count} runs`),
  },
  heading: {
    approve: (count: number) =>
      count === 1 ? "Approve the selected run" : `Approve the ${count} selected runs`,
    reject: (count: number) =>
      count === 1 ? "Reject the selected run" : `Reject the ${count} selected runs`,
  },
  list: "What is decided together",
  runs: (count: number) => (count === 1 ? "1 run" : `${count} runs`),
  together: (count: number, cost: string) =>
    count === 1
      ? `1 ticked and seen, about ${cost}. Untick it if it should stay.`
      : `${count} ticked and seen, together about ${cost}. Untick what should stay.`,
  unseen: (count: number) =>
    count === 1
      ? "1 was not in view to its end: read on, or it stays."
      : `${count} were not in view to their end: read on, or they stay.`,
  later: (count: number) => (count === 1 ? "1 more comes after these." : `${count} more come after these.`),
  inAll: (count: number) => (count === 1 ? "In this run" : `The same in all ${count}`),
  loading: "Loading what would be signed",
  notLoaded: (count: number) =>
    count === 1
      ? "1 run could not be loaded and is not decided."
      : `${count} runs could not be loaded and are not decided.`,
  rejected: (count: number): string =>
    count === 1
      ? "It is cancelled and nothing is called."
      : "They are cancelled and nothing is called. Untick what should stay.",
  include: (prompt: string) => `Include ${prompt}`,
  leftOut: (count: number) => (count === 1 ? "1 run is left out" : `${count} runs are left out`),
  why: {
    errors: "has errors that must be edited away, or approved knowingly, one by one",
    other: "waits for another kind of answer",
    barred: "is for others to approve",
    gone: "does not wait any more",
    doubt: "asks for a look of its own: something in it tripped a rule",
    budget: "would pass a budget, with the others that are approved before it",
    question: "says more of its question than stands here",
    hidden: "has hidden characters or long blanks",
    long: "has a part that must be read to its end",
    warnings: "has several warnings",
    file: "has a file that must be opened",
  },
  more: (count: number) => `and ${count} more`,
  none: (count: number): string =>
    count === 1
      ? "The selected run cannot be decided from here."
      : "None of the selected runs can be decided together.",
  working: (count: number) => `Deciding ${count}`,
  outcome: (done: number, all: number) => `${done} of ${all} decided`,
  inPart: (count: number) =>
    count === 1
      ? "1 approved in part: it waits for others."
      : `${count} approved in part: they wait for others.`,
  notDone: "Not decided just now:",
  byYou: "You had decided this run already.",
  failed: "The server could not be reached, or refused. What was decided is shown in the inbox.",
};
