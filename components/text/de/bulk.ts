import type { Text } from "../en";

export const bulk: Text["bulk"] = {
  selection: "Auswahl",
  selected: (count) => `${count} ausgewählt`,
  clear: "Auswahl aufheben",
  title: {
    approve: (count) => (count === 1 ? "1 Lauf freigeben" : `${count} Läufe freigeben`),
    reject: (count) => (count === 1 ? "1 Lauf ablehnen" : `${count} Läufe ablehnen`),
  },
  together: (cost) => `Zusammen etwa ${cost}. Nehmen Sie den Haken bei dem weg, was bleiben soll.`,
  rejected:
    "Sie werden abgebrochen, und nichts wird aufgerufen. Nehmen Sie den Haken bei dem weg, was bleiben soll.",
  include: (prompt) => `${prompt} einbeziehen`,
  warnings: (count) => (count === 1 ? "1 Warnung" : `${count} Warnungen`),
  leftOut: (count) => (count === 1 ? "1 Lauf bleibt außen vor" : `${count} Läufe bleiben außen vor`),
  why: {
    errors: "hat Fehler, die einzeln behoben oder wissentlich freigegeben werden müssen",
    other: "wartet auf eine andere Antwort",
    gone: "wartet nicht mehr",
  },
  more: (count) => `und ${count} weitere`,
  none: "Keiner der ausgewählten Läufe kann gemeinsam entschieden werden.",
  working: (count) => `${count} werden entschieden`,
  outcome: (done, all) => `${done} von ${all} entschieden`,
  notDone: "Diese haben nicht Sie entschieden:",
  failed: "Der Server war nicht zu erreichen oder lehnte ab. Was entschieden ist, zeigt der Eingang.",
};
