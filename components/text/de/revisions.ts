import type { Text } from "../en";

export const revisions: Text["revisions"] = {
  title: "Fassungen",
  count: (count) => (count === 1 ? "1 Fassung" : `${count} Fassungen`),
  failed: "Die Fassungen ließen sich nicht laden.",
  kind: {
    example: "Beispiel",
    proposed: "Vorgeschlagen",
    autofix: "Korrigiert",
    edit: "Bearbeitet",
    fork: "Übernommen",
  },
  current: "jetzt",
  compare: "Vergleichen",
  from: "Von",
  to: "Bis",
  option: (number, kind) => `${number} · ${kind}`,
  equal: "Diese beiden sind gleich.",
  differ: (count) => (count === 1 ? "1 Feld ist anders" : `${count} Felder sind anders`),
  editFrom: (number) => `Ab Fassung ${number} bearbeiten`,
  side: (number) => `Fassung ${number}`,
  choose: (number) => `Fassung ${number} mit der jetzigen vergleichen`,
};
