import type { Text } from "../en";

export const failure: Text["failure"] = {
  notFound: "Hier ist nichts",
  notFoundHint: "Vielleicht ist die Adresse vertippt, oder was hier war, gibt es nicht mehr.",
  toInbox: "Zum Eingang",
  title: "Diese Seite ist kaputtgegangen",
  hint: "Bestätigte Entscheidungen sind aufgehoben. Laden Sie die Seite neu; geht sie wieder kaputt, nennen Sie der Administration die Nummer unten.",
  again: "Erneut versuchen",
  reference: (digest) => `Nummer ${digest}`,
};
