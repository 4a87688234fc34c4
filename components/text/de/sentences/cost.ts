import type { Translated } from "@/lib/contracts/sentences";
import type { costs, Growing } from "@/lib/contracts/sentences/cost";

const growing: Record<Growing, string> = {
  outputs: "die Ausgaben",
  steps: "die Schritte",
  length: "die Länge",
  tokens: "die Token",
};

/** With every digit: the price of a token has many noughts before it. */
const figure = new Intl.NumberFormat("de", { maximumSignificantDigits: 15 });
const dollars = (amount: number) => `${figure.format(amount)} $`;

export const cost: Translated<typeof costs> = {
  asker_says: "wie der Fragende sagt",
  per_call: ({ amount }) => `${dollars(amount)} je Aufruf`,
  per_output: ({ outputs, amount }) => `${figure.format(outputs)} zu je ${dollars(amount)}`,
  per_token: ({ read, written, amount }) =>
    `etwa ${figure.format(read)} gelesene und höchstens ${figure.format(written)} geschriebene Token zu je ${dollars(amount)}`,
  per_token_each_way: ({ read, written, reading, writing }) =>
    `etwa ${figure.format(read)} gelesene Token zu ${dollars(reading)} und höchstens ${figure.format(written)} geschriebene zu ${dollars(writing)} je Million`,
  per_picture: ({ outputs, amount, read, reading }) =>
    `${figure.format(outputs)} zu je etwa ${dollars(amount)}, dazu etwa ${figure.format(read)} gelesene Token zu ${dollars(reading)} je Million`,
  per_second: ({ seconds, amount, typical, because }) => {
    const more = because.map(({ counts, times }) => `, mal ${figure.format(times)} für ${growing[counts]}`);
    return `etwa ${figure.format(seconds)} s zu ${dollars(amount)}/s${typical ? " (ein üblicher Satz)" : ""}, nach dem Beispiel des Modells${more.join("")}`;
  },
  sandbox_is_free: "der Sandkasten berechnet nichts",
};
