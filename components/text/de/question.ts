import type { Text } from "../en";

export const question: Text["question"] = {
  title: "Die Frage",
  context: "Was der Fragende weiß",
  beside: "Im selben Zug gefragt",
  all: "Alle Fragen dieses Zuges",
};
