import type { Text } from "../en";

export const keys: Text["keys"] = {
  title: "Tastenkürzel",
  description: "Einzelne Buchstaben wirken nie, während Sie tippen.",
  letters: "Kürzel aus einzelnen Buchstaben",
  lettersHint: "Schalten Sie sie aus, wenn Diktat oder Bildschirmleser von selbst tippen.",
  groups: {
    inbox: "Im Eingang",
    run: "Auf einem Lauf",
    anywhere: "Überall",
  },
  does: {
    next: "Nächster Lauf",
    previous: "Voriger Lauf",
    open: "Den Lauf auf eigener Seite öffnen",
    back: "Zurück",
    approve: "Freigeben",
    edit: "Bearbeiten",
    reject: "Ablehnen",
    retry: "Wiederholen",
    claim: "Übernehmen oder zurückgeben",
    confirm: "Bestätigen",
    goInbox: "Zum Eingang",
    goRuns: "Zu allen Läufen",
    goNew: "Neuer Lauf",
    goSettings: "Zu den Einstellungen",
    palette: "Suche und Befehle",
    search: "Suchen",
    help: "Diese Liste",
  },
};
