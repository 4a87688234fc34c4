import type { InputProblem } from "@/lib/contracts/input";

export const material = {
  known: "I decide without having seen it",
  broken: (name: string) => `${name} cannot be shown here: it is broken, or no browser plays it.`,
  notShown: (name: string, type: string) => `${name} is not shown here (${type}). Open it to look at it.`,
  notPlayed: (name: string) => `${name} was not played yet.`,
  played: "Played",
  notFetched: (name: string, why: string) => `${name} could not be shown: ${why}.`,
  problems: {
    no_web_address: "it stands at no web address",
    private_address: "its address is one inside a network",
    unreachable: "nothing answers at its address",
    refused: "whoever keeps it does not give it out",
    too_slow: "it takes too long to come",
    too_large: "it is too large",
    empty: "it is empty",
  } satisfies Record<InputProblem, string>,
  secretAddress: "its address is a secret",
  mayChange: "As it was when it was fetched. Where it lies it may change until it is sent.",
  all: (count: number) => `Show all ${count}`,
  larger: "Larger",
  smaller: "Smaller",
  unused: "Attached, and not in the payload",
};
