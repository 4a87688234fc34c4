import { isNumber } from "@/lib/contracts/json-text";
import type { Translated } from "@/lib/contracts/sentences";
import type { payloadChanges, payloadFixes, payloadIssues } from "@/lib/contracts/sentences/payload";
import type { Shown } from "@/lib/contracts/sentences/shown";
import { shown } from "./shown";

const types: Record<string, string> = {
  string: "ein Text",
  integer: "eine ganze Zahl",
  number: "eine Zahl",
  boolean: "wahr oder falsch (true, false)",
  array: "eine Liste",
  object: "ein Objekt",
  null: "leer",
};

const formats: Record<string, string> = {
  uri: "eine Webadresse oder eine data:-Adresse",
  email: "eine E-Mail-Adresse",
  date: "ein Datum wie 2026-01-31",
  "date-time": "ein Zeitpunkt wie 2026-01-31T12:00:00Z",
};

const kind = (value: Shown) =>
  typeof value === "string" ? "der Text" : isNumber(value) ? "die Zahl" : "der Wert";

const subject = ({ name }: { name: string }) => name || "das Objekt";
const is = (values: { name: string; value: Shown }) => `${subject(values)} ist ${shown(values.value)}`;

export const payload: Translated<typeof payloadIssues & typeof payloadFixes & typeof payloadChanges> = {
  required: (values) => `${subject(values)} ist Pflicht und fehlt.`,
  over_maximum: (values) => `${is(values)}; dieses Modell nimmt höchstens ${values.limit}.`,
  under_minimum: (values) => `${is(values)}; dieses Modell nimmt mindestens ${values.limit}.`,
  not_under: (values) => `${is(values)}; der Wert muss unter ${values.limit} liegen.`,
  not_over: (values) => `${is(values)}; der Wert muss über ${values.limit} liegen.`,
  not_a_multiple: (values) => `${is(values)}; der Wert muss ein Vielfaches von ${values.of} sein.`,
  wrong_format: (values) =>
    `${is(values)}; nötig ist ${formats[values.format] ?? `die Form ${values.format}`}.`,
  too_short: (values) => `${subject(values)} ist zu kurz; nötig sind mindestens ${values.limit} Zeichen.`,
  too_long: (values) => `${subject(values)} ist zu lang; erlaubt sind höchstens ${values.limit} Zeichen.`,
  too_few: (values) => `${subject(values)} hat zu wenige Einträge; nötig sind mindestens ${values.limit}.`,
  too_many: (values) => `${subject(values)} hat zu viele Einträge; erlaubt sind höchstens ${values.limit}.`,
  not_taken: (values) => `${subject(values)} enthält ${shown(values.key)}; das nimmt dieses Modell nicht.`,
  does_not_fit: (values) =>
    values.pattern === null
      ? `${is(values)}; das verletzt „${values.keyword}“ im Schema des Modells.`
      : `${is(values)}; das passt nicht zum Muster „${values.pattern}“.`,
  choice_of_other_kind: (values) =>
    `${subject(values)} ist ${kind(values.value)} ${shown(values.value)}; nötig ist ${kind(values.choice)} ${shown(values.choice)}.`,
  not_a_choice: (values) =>
    `${is(values)}; dieses Modell nimmt nur: ${values.choices.map(shown).join(", ")}${values.more > 0 ? ` und ${values.more} weitere` : ""}.`,
  wrong_type: (values) =>
    `${subject(values)} ist ${typeof values.value === "string" ? "der Text " : ""}${shown(values.value)}; nötig ist ${values.address ? formats.uri : values.types.map((type) => types[type] ?? type).join(" oder ")}.`,
  unknown_key: ({ key }) => `${key} ist keine Eingabe dieses Modells; es beachtet sie vielleicht nicht.`,
  unknown_key_with_file: ({ key }) =>
    `${key} ist keine Eingabe dieses Modells; es liefe ohne die Datei, die dort steht.`,
  no_schema: "Dieses Modell kam ohne Schema, darum sind die Nutzdaten nicht geprüft.",
  schema_unreadable: "Das Schema dieses Modells ist nicht lesbar, darum sind die Nutzdaten nicht geprüft.",
  payload_uncheckable: "Diese Nutzdaten lassen sich nicht am Schema des Modells prüfen.",
  payload_check_endless:
    "Diese Nutzdaten lassen sich nicht am Schema des Modells prüfen: Die Prüfung kommt zu keinem Ende.",
  was_set: ({ issue, value }, say) => `${say(issue)} Eingesetzt wurde ${shown(value)}.`,
  sandbox_fetches_nothing: "Der Sandkasten holt nichts ab, darum fehlt das Bild dieser Adresse im Ergebnis.",

  give_value: (values) => `Geben Sie für ${subject(values)} einen Wert an.`,
  choose_one: "Wählen Sie eines davon.",
  use_value: ({ value }) => `${shown(value)} einsetzen.`,
  use_field: ({ field }) => `${field} verwenden.`,
  leave_out: "Weglassen.",
  put_file_into_field: "Setzen Sie die Datei in eines der Felder des Modells.",
  approve_or_choose: "Geben Sie es frei, wenn das richtig ist, oder wählen Sie einen anderen Wert.",
  make_smaller_or_look: "Verkleinern Sie die Nutzdaten, oder sehen Sie genau hin, bevor Sie sie freigeben.",
  attach_as_data: "Hängen Sie es als data:-Adresse an.",

  change_because: ({ change, because }, say) => `${say(change)}: ${say(because)}`,
  set_to: ({ where, value }) => `${where} auf ${shown(value)} gesetzt`,
  moved_to: ({ where, to }) => `${where} nach ${to} verschoben`,
  left_out: ({ where, value }) => `${where} weggelassen (war ${shown(value)})`,
};
