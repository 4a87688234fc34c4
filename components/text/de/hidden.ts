import type { Text } from "../en";

export const hidden: Text["hidden"] = {
  character: "Ein Zeichen, das man nicht sieht oder das die Lesefolge ändert",
  blanks: (count) => `${count} Leerzeichen`,
  showBlanks: "Leerzeichen zeigen oder verbergen",
  title: (count) => (count === 1 ? "1 verborgene Stelle" : `${count} verborgene Stellen`),
  remove: (code) => `${code} entfernen`,
  removeAll: "Alle entfernen",
  more: (count) => `und ${count} weitere`,
};
