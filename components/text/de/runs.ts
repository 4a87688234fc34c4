import type { Text } from "../en";

export const runs: Text["runs"] = {
  title: "Läufe",
  search: "Prompts, Modelle und Kennungen suchen",
  everyStatus: "Jeder Stand",
  status: "Stand",
  columns: {
    run: "Lauf",
    model: "Modell",
    status: "Stand",
    cost: "Kosten",
    created: "Angelegt",
    took: "Dauer",
  },
  more: "Mehr laden",
  loading: "Lädt",
  empty: "Noch keine Läufe",
  emptyHint: "Jeder Lauf, um den gebeten wird, erscheint hier und bleibt.",
  noneMatch: "Kein Lauf passt",
  noneMatchHint: "Suchen Sie nach weniger, oder nehmen Sie jeden Stand.",
  clear: "Suche aufheben",
  failed: "Die Läufe ließen sich nicht laden",
  again: "Erneut versuchen",
  first: "Einen Lauf starten",
  legacy: "Einmal-Pfad",
};
