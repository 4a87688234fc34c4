import type { Text } from "../en";

export const jsonView: Text["jsonView"] = {
  views: "Darstellung des JSON",
  tree: "Baum",
  raw: "Roh",
  search: "Im JSON suchen",
  nothing: "nichts",
  at: (index, count) => `${index} von ${count}`,
  next: "Nächste Stelle",
  previous: "Vorige Stelle",
  copy: "JSON kopieren",
  copied: "Kopiert",
  entries: (count) => (count === 1 ? "1 Eintrag" : `${count} Einträge`),
  keys: (count) => (count === 1 ? "1 Schlüssel" : `${count} Schlüssel`),
  more: (count) => `${count} weitere zeigen`,
  whole: (count) => `Alle ${count} Zeichen zeigen`,
  fold: (name) => `${name} auf- oder zuklappen`,
  root: "das ganze Dokument",
};
