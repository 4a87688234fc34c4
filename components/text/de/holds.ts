import type { AdminSentences } from "../en/admin";

const counted = (count: string, one: string, many: string) => (count === "1" ? one : `${count} ${many}`);

export const holds: AdminSentences["holds"] = {
  hint: "Sobald ein Halt gilt, verlässt kein Aufruf, den er meint, irgendeine Instanz. Läufe warten vor ihrem Aufruf und verlieren nichts; Prüfungen und schon laufende Aufrufe gehen weiter.",
  holdAll: "Alle Aufrufe anhalten",
  holdSome: "Einige Aufrufe anhalten",
  allTitle: "Alle Aufrufe anhalten?",
  someTitle: "Einige Aufrufe anhalten",
  allHint:
    "Kein Aufruf geht mehr an einen Anbieter, bevor Sie den Halt beenden. Läufe warten und gehen dann von selbst weiter.",
  someHint:
    "Angehalten werden Aufrufe, auf die alles zutrifft, was Sie hier nennen. Ein Stern steht für beliebige Zeichen.",
  placed: "Die Aufrufe sind angehalten",
  working: "Wartet auf das, was unterwegs ist",
  why: "Warum",
  whyHint: "Alle lesen es, deren Lauf wartet.",
  until: "Bis",
  untilHint: "Bleibt es leer, gilt der Halt, bis ihn jemand beendet.",
  for: {
    provider: "Anbieter",
    model: "Modell",
    key_id: "API-Schlüssel",
    user_id: "Person",
  },
  modelHint: "owner/name, oder owner/* für alle eines Besitzers",
  personHint: "Die Kennung einer Person, oder eine Nutzerkennung, die Anfragen nennen",
  nothingNamed: "Nennen Sie mindestens eines davon, oder halten Sie alle Aufrufe an.",
  on: "Gilt jetzt",
  none: "Nichts ist angehalten",
  noneHint: "Aufrufe gehen hinaus, wie Menschen und Regeln es erlauben.",
  earlier: "Früher",
  all: "Alle Aufrufe",
  by: (name) => `von ${name}`,
  untilWhen: (when) => `bis ${when}`,
  untilEnded: "bis ihn jemand beendet",
  waiting: (count) => `${counted(count, "Ein Lauf wartet", "Läufe warten")} auf das Ende`,
  sending: (count) => `${counted(count, "Ein Aufruf", "Aufrufe")} davor gesendet und noch nicht beantwortet`,
  running: (count) => `${counted(count, "Ein Aufruf läuft", "Aufrufe laufen")} beim Anbieter`,
  end: "Beenden",
  endTitle: "Diesen Halt beenden?",
  endHint: "Die Läufe, die auf das Ende warten, rufen sofort auf, und das kostet Geld.",
  endWhy: "Warum (freiwillig)",
  endedBy: (name) => `beendet von ${name}`,
  endedByTime: "seine Zeit war um",
};
