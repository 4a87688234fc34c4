import type { Text } from "../en";

export const material: Text["material"] = {
  known: "Ich entscheide, ohne es gesehen zu haben",
  broken: (name) => `${name} lässt sich hier nicht zeigen: beschädigt, oder kein Browser spielt es ab.`,
  notShown: (name, type) => `${name} wird hier nicht gezeigt (${type}). Zum Ansehen bitte öffnen.`,
  notPlayed: (name) => `${name} wurde noch nicht abgespielt.`,
  played: "Abgespielt",
  notFetched: (name, why) => `${name} konnte nicht gezeigt werden: ${why}.`,
  problems: {
    no_web_address: "das ist keine Webadresse",
    private_address: "die Adresse liegt in einem internen Netz",
    unreachable: "unter der Adresse antwortet niemand",
    refused: "wer die Datei hat, gibt sie nicht heraus",
    too_slow: "es dauert zu lange, bis sie kommt",
    too_large: "die Datei ist zu groß",
    empty: "die Datei ist leer",
  },
  secretAddress: "die Adresse ist geheim",
  mayChange: "Stand beim Abruf. Dort, wo die Datei liegt, kann sie sich bis zum Senden noch ändern.",
  all: (count) => `Alle ${count} zeigen`,
  larger: "Größer",
  smaller: "Kleiner",
  unused: "Angehängt, aber nicht in den Nutzdaten",
};
