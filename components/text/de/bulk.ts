import type { Text } from "../en";

export const bulk: Text["bulk"] = {
  selection: "Auswahl",
  selected: (count) => `${count} ausgewählt`,
  clear: "Auswahl aufheben",
  title: {
    approve: (count) => (count === 1 ? "1 Lauf freigeben" : `${count} Läufe freigeben`),
    reject: (count) => (count === 1 ? "1 Lauf ablehnen" : `${count} Läufe ablehnen`),
  },
  heading: {
    approve: (count) =>
      count === 1 ? "Den ausgewählten Lauf freigeben" : `Die ${count} ausgewählten Läufe freigeben`,
    reject: (count) =>
      count === 1 ? "Den ausgewählten Lauf ablehnen" : `Die ${count} ausgewählten Läufe ablehnen`,
  },
  list: "Was gemeinsam entschieden wird",
  runs: (count) => (count === 1 ? "1 Lauf" : `${count} Läufe`),
  together: (count, cost) =>
    count === 1
      ? `1 angehakt und gesehen, etwa ${cost}. Nehmen Sie den Haken weg, wenn er bleiben soll.`
      : `${count} angehakt und gesehen, zusammen etwa ${cost}. Nehmen Sie den Haken bei dem weg, was bleiben soll.`,
  unseen: (count) =>
    count === 1
      ? "1 war nicht bis zum Ende zu sehen: Lesen Sie weiter, sonst bleibt er."
      : `${count} waren nicht bis zum Ende zu sehen: Lesen Sie weiter, sonst bleiben sie.`,
  later: (count) => (count === 1 ? "1 weiterer kommt danach." : `${count} weitere kommen danach.`),
  inAll: (count) => (count === 1 ? "In diesem Lauf" : `In allen ${count} gleich`),
  loading: "Was unterschrieben würde, wird geladen",
  notLoaded: (count) =>
    count === 1
      ? "1 Lauf ließ sich nicht laden und wird nicht entschieden."
      : `${count} Läufe ließen sich nicht laden und werden nicht entschieden.`,
  rejected: (count) =>
    count === 1
      ? "Er wird abgebrochen, und nichts wird aufgerufen."
      : "Sie werden abgebrochen, und nichts wird aufgerufen. Nehmen Sie den Haken bei dem weg, was bleiben soll.",
  include: (prompt) => `${prompt} einbeziehen`,
  leftOut: (count) => (count === 1 ? "1 Lauf bleibt außen vor" : `${count} Läufe bleiben außen vor`),
  why: {
    errors: "hat Fehler, die einzeln behoben oder wissentlich freigegeben werden müssen",
    other: "wartet auf eine andere Antwort",
    barred: "müssen andere freigeben",
    gone: "wartet nicht mehr",
    doubt: "will für sich angesehen werden: Etwas daran verletzt eine Regel",
    budget: "würde mit dem, was vor ihm freigegeben wird, ein Budget überschreiten",
    question: "sagt zu seiner Frage mehr, als hier steht",
    hidden: "enthält verborgene Zeichen oder lange Leerräume",
    long: "hat einen Teil, der bis zum Ende gelesen werden muss",
    warnings: "hat mehrere Warnungen",
    file: "hat eine Datei, die geöffnet werden muss",
  },
  more: (count) => (count === 1 ? "und 1 weiterer" : `und ${count} weitere`),
  none: (count) =>
    count === 1
      ? "Der ausgewählte Lauf kann von hier aus nicht entschieden werden."
      : "Von den ausgewählten Läufen können keine gemeinsam entschieden werden.",
  working: (count) => (count === 1 ? "1 wird entschieden" : `${count} werden entschieden`),
  outcome: (done, all) => `${done} von ${all} entschieden`,
  inPart: (count) =>
    count === 1
      ? "1 zum Teil freigegeben: Der Lauf wartet auf andere."
      : `${count} zum Teil freigegeben: Sie warten auf andere.`,
  notDone: "Gerade eben nicht entschieden:",
  byYou: "Sie hatten diesen Lauf schon entschieden.",
  failed: "Der Server war nicht zu erreichen oder lehnte ab. Was entschieden ist, zeigt der Eingang.",
};
