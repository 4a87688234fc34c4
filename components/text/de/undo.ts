import type { Text } from "../en";

export const undo: Text["undo"] = {
  undo: "Rückgängig",
  seconds: (count) => `${count} s`,
  many: {
    approve: (count) => `${count} genehmigt`,
    edit: (count) => `${count} bearbeitet und genehmigt`,
    reject: (count) => `${count} abgelehnt`,
    retry: (count) => `${count} erneut versucht`,
  },
  undone: (count) =>
    count === 1 ? "Zurückgenommen. Der Lauf wartet wieder." : `Zurückgenommen. ${count} Läufe warten wieder.`,
  tooLate: (count, why) =>
    count === 1 ? `Zu spät zum Zurücknehmen. ${why}` : `Für ${count} zu spät zum Zurücknehmen. ${why}`,
  failed: (why) => `Nicht zurückgenommen: ${why}`,
  you: "Ihnen",
  by: {
    approve: (who) => `Genehmigt von ${who}`,
    edit: (who) => `Bearbeitet und genehmigt von ${who}`,
    reject: (who) => `Abgelehnt von ${who}`,
    retry: (who) => `Neuer Versuch verlangt von ${who}`,
  },
  goesOut: (seconds) => `geht hinaus in ${seconds} s`,
  takesEffect: (seconds) => `gilt in ${seconds} s`,
};
