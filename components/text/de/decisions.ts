import type { decisions as english } from "../en/decisions";

export const decisions: typeof english = {
  action: {
    approve: "Freigeben",
    edit: "Bearbeiten",
    reject: "Ablehnen",
    retry: "Wiederholen",
  },
  youDecided: {
    approve: "Sie haben freigegeben",
    edit: "Sie haben bearbeitet",
    reject: "Sie haben abgelehnt",
    retry: "Sie haben wiederholt",
  },
  decided: {
    approve: "hat freigegeben",
    edit: "hat bearbeitet",
    reject: "hat abgelehnt",
    retry: "hat wiederholt",
  },
  panel: {
    reject: {
      title: "Diesen Lauf ablehnen",
      hint: "Er wird abgebrochen, nichts wird aufgerufen. Der Grund bleibt im Protokoll.",
    },
    retry: {
      title: "Den Aufruf wiederholen",
      hint: "Der Anbieter wird mit denselben Nutzdaten erneut aufgerufen. Das kann noch einmal kosten.",
    },
  },
  working: {
    approve: "Wird freigegeben",
    edit: "Wird gespeichert",
    reject: "Wird abgelehnt",
    retry: "Wird wiederholt",
  },
  done: {
    approve: "Freigegeben",
    edit: "Bearbeitet und freigegeben",
    reject: "Abgelehnt",
    retry: "Wird wiederholt",
  },
  counted: {
    approve: "Freigegeben",
    edit: "Bearbeitet",
    reject: "Abgelehnt",
    retry: "Wiederholt",
  },
  many: {
    approve: (count) => `${count} freigegeben`,
    edit: (count) => `${count} bearbeitet und freigegeben`,
    reject: (count) => `${count} abgelehnt`,
    retry: (count) => `${count} wiederholt`,
  },
  by: {
    approve: (who) => `Freigegeben von ${who}`,
    edit: (who) => `Bearbeitet und freigegeben von ${who}`,
    reject: (who) => `Abgelehnt von ${who}`,
    retry: (who) => `Wiederholt von ${who}`,
  },
};
