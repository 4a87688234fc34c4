import type { Text } from "../en";

export const palette: Text["palette"] = {
  title: "Befehle",
  description: "Eine Seite, einen Lauf, ein Modell oder eine Einstellung suchen.",
  open: "Suche und Befehle",
  placeholder: "Suchen oder gehen zu …",
  none: "Nichts gefunden",
  searching: "Sucht",
  pages: "Gehen zu",
  run: "Dieser Lauf",
  runs: "Läufe",
  models: "Neuer Lauf mit",
  desk: "Dieser Prüftisch",
  theme: (name) => `Farben: ${name}`,
  language: (name) => `Sprache: ${name}`,
};
