import type { Text } from "../en";

export const undo: Text["undo"] = {
  undo: "Rückgängig",
  seconds: (count) => `${count} s`,
  many: {
    approve: (count) => `${count} freigegeben`,
    edit: (count) => `${count} bearbeitet und freigegeben`,
    reject: (count) => `${count} abgelehnt`,
    retry: (count) => `${count} wiederholt`,
  },
  undone: (count) =>
    count === 1 ? "Zurückgenommen. Der Lauf wartet wieder." : `Zurückgenommen. ${count} Läufe warten wieder.`,
  tooLate: (count, why) =>
    count === 1 ? `Zu spät zum Zurücknehmen. ${why}` : `Für ${count} zu spät zum Zurücknehmen. ${why}`,
  notMade: "Nichts zurückzunehmen: Ihre Entscheidung kam nicht zustande.",
  already: (count) =>
    count === 1
      ? "Das war schon zurückgenommen. Der Lauf wartet wieder."
      : `${count} waren schon zurückgenommen. Sie warten wieder.`,
  failed: (why) => `Nicht zurückgenommen: ${why}`,
  you: "Ihnen",
  by: {
    approve: (who) => `Freigegeben von ${who}`,
    edit: (who) => `Bearbeitet und freigegeben von ${who}`,
    reject: (who) => `Abgelehnt von ${who}`,
    retry: (who) => `Wiederholt von ${who}`,
  },
  goesOut: (seconds) => `geht hinaus in ${seconds} s`,
  takesEffect: (seconds) => `gilt in ${seconds} s`,
};
