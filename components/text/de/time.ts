import type { Text } from "../en";

const figure = new Intl.NumberFormat("de");

export const time: Text["time"] = {
  seconds: (count) => `${figure.format(count)} s`,
  minutes: (count) => `${figure.format(count)} min`,
  hours: (count) => `${figure.format(count)} Std.`,
  days: (count) => `${figure.format(count)} T`,
  milliseconds: (count) => `${figure.format(count)} ms`,
  now: "gerade eben",
  ago: (span) => `vor ${span}`,
  left: (span) => `noch ${span}`,
  overdue: "Überfällig",
  locale: "de",
};
