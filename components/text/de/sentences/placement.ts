import type { Translated } from "@/lib/contracts/sentences";
import type {
  FileKind,
  PromptRule,
  placementFixes,
  placementIssues,
  Takes,
} from "@/lib/contracts/sentences/placement";

const rules: Record<PromptRule, string> = {
  "the field named prompt": "das Feld namens prompt",
  "the field named prompt, a choice": "das Feld namens prompt, eine Auswahl",
  "the first required text field": "das erste Textfeld, das Pflicht ist",
  "the example's prompt": "der Prompt des Beispiels",
  "the example's field named for text": "das Feld des Beispiels, das nach Text heißt",
  "the example's first written text": "der erste geschriebene Text des Beispiels",
  "the usual name beside the example's settings": "der übliche Name neben den Einstellungen des Beispiels",
  "the usual name, for want of schema and example": "der übliche Name, da Schema und Beispiel fehlen",
  "an optional field named for text": "ein freiwilliges Feld, das nach Text heißt",
  "an optional field whose name speaks of text": "ein freiwilliges Feld, dessen Name von Text spricht",
  "a field named for text that takes more than text": "ein Feld, das nach Text heißt und mehr als Text nimmt",
  "a list named for text": "eine Liste, die nach Text heißt",
  "a conversation, as the example has one": "ein Gespräch, wie das Beispiel eines hat",
  "a list of texts that is written as text": "eine Liste von Texten, die als Text geschrieben ist",
  "the only field whose example is written text": "das einzige Feld, dessen Beispiel geschriebener Text ist",
};

const files: Record<FileKind, string> = {
  image: "ein Bild",
  video: "ein Video",
  audio: "Ton",
  text: "ein Dokument",
  archive: "ein Archiv",
  model: "ein 3D-Modell",
};

function takes(model: Takes): string {
  if (model === null) return "nur, was sein Beispiel zeigt";
  if (model.fields.length === 0) return "gar keine Eingabe";
  return model.fields.join(", ") + (model.more > 0 ? ` und ${model.more} weitere` : "");
}

const file = ({ address }: { address: string | null }) => address ?? "ohne Webadresse";

export const placement: Translated<typeof placementIssues & typeof placementFixes> = {
  prompt_without_schema:
    "Für den Prompt gibt es keinen Platz: Das Modell kam ohne Schema, und sein Beispiel zeigt keinen Text.",
  prompt_not_sent: (values) =>
    `Dieses Modell nimmt keinen Text, darum wird der Prompt nicht gesendet. Es nimmt ${takes(values.takes)}.`,
  prompt_without_place: ({ field }) =>
    `Der Prompt hat keinen eigenen Platz: Kein Feld braucht ihn, und vielleicht ist ${field} dafür gedacht.`,
  prompt_half_sure: ({ field, rule }) =>
    `Der Prompt steht in ${field} (${rules[rule]}), und nichts sagt, dass ${field} dafür gedacht ist.`,
  prompt_not_used: ({ field }) => `Der Prompt wird nicht verwendet: ${field} ist leer.`,
  attachment_without_place: (values) =>
    `Der Anhang ${file(values)} hat keinen Platz in der Eingabe dieses Modells; es nimmt ${takes(values.takes)}.`,
  attachment_place_taken: (values) =>
    `Der Anhang ${file(values)} hat keinen Platz: ${values.field} nimmt eine Datei und hat schon eine.`,
  attachment_not_used: (values) => `Der Anhang ${file(values)} wird nicht verwendet.`,
  attachment_names_unknown_field: (values) =>
    `Ein Anhang nennt das Feld ${values.field}, das dieses Modell nicht hat. Es nimmt ${takes(values.takes)}.`,
  file_required: ({ field }) =>
    `${field} ist Pflicht, und dafür wurde nichts angegeben; die Datei des Beispiels wird nicht verwendet.`,
  unreachable: ({ name, why }, say) => `${name} kann der Anbieter nicht abholen: ${say(why)}.`,
  no_web_address: "das ist keine Webadresse",
  foreign_scheme: ({ scheme }) => `Adressen mit ${scheme} sind keine Webadressen`,
  private_address: "die Adresse ist eine private",
  this_machine: "localhost ist nur diese Maschine",
  name_inside_network: ({ host }) => `${host} ist ein Name innerhalb eines Netzes`,
  wrong_file: ({ name, wanted, is }) => `${name} braucht ${files[wanted]}, und dies ist ${files[is]}.`,

  put_prompt_in: ({ field }) => `Setzen Sie den Prompt in ${field}.`,
  put_prompt_in_if_meant: ({ field }) => `Setzen Sie den Prompt in ${field}, wenn es dafür da ist.`,
  acknowledge_if_prompt_field: ({ field }) =>
    `Bestätigen Sie es, wenn ${field} für den Prompt ist, oder setzen Sie ihn dorthin, wo er hingehört.`,
  take_away_or_name_field: "Nehmen Sie den Anhang weg, oder nennen Sie das Feld, in das er gehört.",
  name_other_field_or_take_away: "Nennen Sie ein anderes Feld dafür, oder nehmen Sie ihn weg.",
  put_in: ({ field }) => `Setzen Sie ihn in ${field}.`,
  name_known_field: "Nennen Sie eines der Felder des Modells.",
  attach_file_for: ({ field }) => `Hängen Sie eine Datei für ${field} an.`,
  use_public_address: "Verwenden Sie eine öffentliche Adresse.",
  give_file: ({ kind }) => `Nötig ist ${files[kind]}; oder nennen Sie ein anderes Feld dafür.`,
  prompt_put_in: ({ field }) => `Der Prompt in ${field} gesetzt`,
  prompt_rule: ({ rule }) => `${rules[rule]}.`,
};
