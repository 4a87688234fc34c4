import type { Text } from "../en";
import { decisions } from "./decisions";

export const undo: Text["undo"] = {
  undo: "Rückgängig",
  seconds: (count) => `${count} s`,
  many: decisions.many,
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
  by: decisions.by,
  goesOut: (seconds) => `geht hinaus in ${seconds} s`,
  takesEffect: (seconds) => `gilt in ${seconds} s`,
};
