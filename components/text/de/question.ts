import type { Text } from "../en";

export const question: Text["question"] = {
  title: "Die Frage",
  context: "Was der Fragende weiß",
  beside: "Im selben Zug gefragt",
  all: "Alle Fragen dieses Zuges",
  arguments: {
    title: "Argumente",
    example: "Gefragt",
    proposed: "Jetzt",
    same: "Wie gefragt wurde",
    changed: (count) =>
      count === 1
        ? "1 Argument ist anders als gefragt wurde"
        : `${count} Argumente sind anders als gefragt wurde`,
    added: "Wurde nicht gefragt",
  },
};
