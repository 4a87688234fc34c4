import type { AdminSentences } from "../en/admin";

const counted = (count: string, one: string, many: string) =>
  count === "1" ? `1 ${one}` : `${count} ${many}`;

export const erasing: AdminSentences["erasing"] = {
  hint: "Gelöscht wird, was Menschen schrieben und Modelle antworteten; wer was wann tat, bleibt, und das Protokoll beweist es weiterhin. Ein einzelner Lauf wird aus seinem Menü gelöscht, und nach Alter löscht der Server, wo ERASE_AFTER_DAYS gesetzt ist.",
  title: "Inhalte aller Läufe einer Person löschen",
  titleHint:
    "Prompts, Nutzdaten, Antworten, Dateien, Gründe und Kommentare verschwinden endgültig. Zuerst wird nur gezählt.",
  by: "Wie die Person genannt wird",
  fields: {
    user_email: {
      label: "E-Mail",
      hint: "Wie Anfragen sie nannten; Groß- und Kleinschreibung sind gleich.",
    },
    user_id: { label: "Benutzer-ID", hint: "Wie Anfragen sie nannten, Zeichen für Zeichen." },
    owner: {
      label: "Gestellt von",
      hint: "Die ID der Person oder des API-Schlüssels, von der die Anfragen kamen.",
    },
  },
  look: "Nachsehen",
  looking: "Wird nachgesehen …",
  runs: (count) => counted(count, "Lauf", "Läufe"),
  nothing: "Kein beendeter Lauf enthält etwas von dieser Person.",
  found: (count) =>
    `${counted(count, "beendeter Lauf enthält", "beendete Läufe enthalten")} etwas von dieser Person.`,
  goingOn: (count) =>
    `${counted(count, "Lauf ist noch nicht zu Ende und bleibt", "Läufe sind noch nicht zu Ende und bleiben")}: Sehen Sie danach noch einmal nach.`,
  several: "Mehrere Anwendungen oder Personen nannten jemanden so. Wessen Anfragen sind gemeint?",
  allOfThem: "Alle",
  notWhole:
    "Die Protokolle dieser Läufe enthalten Einträge einer früheren Fassung, die sich nicht löschen lassen, ohne sie zu brechen:",
  eraseWhose: "Löschen",
  erase: (count) => `${counted(count, "Lauf", "Läufe")} löschen`,
  sure: (count) => `Inhalte von ${counted(count, "Lauf", "Läufen")} löschen?`,
  sureHint: "Niemand kann sie zurückholen. Andere Läufe, die daraus entstanden, behalten ihre Inhalte.",
  why: "Warum (optional)",
  whyHint:
    "Steht in den Protokollen und im Audit-Protokoll und lässt sich dort nicht löschen: Nennen Sie niemanden.",
  working: "Wird gelöscht …",
  begun: (count) =>
    `${counted(count, "Lauf wird", "Läufe werden")} gelöscht, einer nach dem anderen. Das geht weiter, wenn diese Seite geschlossen ist.`,
};
