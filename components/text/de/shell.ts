import type { Text } from "../en";

export const shell: Text["shell"] = {
  inbox: "Eingang",
  runs: "Läufe",
  newRun: "Neuer Lauf",
  waiting: (count) => `${count} warten`,
  mainNavigation: "Hauptmenü",
  skip: "Zum Inhalt springen",
  account: (name) => `Konto von ${name}`,
  role: { requester: "Anfragend", reviewer: "Prüfend", admin: "Administration" },
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  language: "Sprache",
  keys: "Tastenkürzel",
  signOut: "Abmelden",
  signedOutFailed: "Das Abmelden ist nicht gelungen. Bitte erneut versuchen.",
  connection: {
    connecting: "Verbindet",
    live: "Live: Änderungen kommen sofort an",
    reconnecting: "Verbindet neu; wird alle paar Sekunden aufgefrischt",
    offline: "Getrennt: Was Sie sehen, kann veraltet sein",
  },
  resting: (name, when) => `${name} wird bis ${when} in Ruhe gelassen; Aufrufe warten, nichts geht verloren.`,
  close: "Schließen",
  arrived: (count) => (count === 1 ? "Ein Lauf ist hereingekommen" : `${count} Läufe sind hereingekommen`),
};
