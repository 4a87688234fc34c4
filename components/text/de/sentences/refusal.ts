import type { Translated } from "@/lib/contracts/sentences";
import type { faults, refusals } from "@/lib/contracts/sentences/refusals";

/** The types that JSON and the wire know. */
const types: Readonly<Record<string, string>> = {
  string: "ein Text",
  number: "eine Zahl",
  int: "eine ganze Zahl",
  boolean: "ja oder nein (true, false)",
  array: "eine Liste",
  object: "ein Objekt",
  record: "ein Objekt",
  null: "null",
  date: "ein Datum",
};
const typeName = (type: string) => types[type] ?? type;
const characters = (count: number) => (count === 1 ? "1 Zeichen" : `${count} Zeichen`);
const entries = (count: number) => (count === 1 ? "1 Eintrag" : `${count} Einträge`);
const besides = (more: number) =>
  more === 0 ? "" : more === 1 ? " (und 1 weiterer Fehler)" : ` (und ${more} weitere Fehler)`;

/** Why a request is refused, and what is wrong with which place of it. */
export const refusal: Translated<typeof faults & typeof refusals> = {
  fault_required: ({ expected }) => `fehlt (${typeName(expected)})`,
  fault_unknown_key: ({ key, known }) =>
    `„${key}“ ist kein bekannter Schlüssel${known.length > 0 ? `; bekannt sind: ${known.join(", ")}` : ""}`,
  fault_wrong_type: ({ expected, is }) => `erwartet: ${typeName(expected)}; gegeben: ${typeName(is)}`,
  fault_too_short: ({ limit }) => `muss mindestens ${characters(limit)} haben`,
  fault_too_long: ({ limit }) => `darf höchstens ${characters(limit)} haben`,
  fault_too_few: ({ limit }) => `muss mindestens ${entries(limit)} haben`,
  fault_too_many: ({ limit }) => `darf höchstens ${entries(limit)} haben`,
  fault_too_small: ({ limit, over }) =>
    over ? `muss über ${limit} liegen` : `muss mindestens ${limit} sein`,
  fault_too_large: ({ limit, under }) =>
    under ? `muss unter ${limit} liegen` : `darf höchstens ${limit} sein`,
  fault_no_multiple: ({ of }) => `muss ein Vielfaches von ${of} sein`,
  fault_not_among: ({ choices }) => `muss eines davon sein: ${choices.join(", ")}`,
  fault_other_format: ({ format }) => `muss das Format ${format} haben`,
  fault_other_pattern: ({ pattern }) => `muss zum Muster ${pattern} passen`,
  fault_fits_none: "passt zu keiner der möglichen Formen",
  fault_invalid: "ist ungültig",

  fault_no_email: "muss eine E-Mail-Adresse sein",
  fault_no_owner_name: "muss die Form owner/name haben",
  fault_no_boolean: "muss true oder false sein",
  fault_no_object: "muss ein JSON-Objekt sein",
  fault_no_http: "muss eine Adresse mit http oder https sein",
  fault_no_http_or_data: "muss eine Adresse mit http oder https oder eine data:-Adresse sein",
  fault_no_answer: "muss eine Antwort sein",
  fault_no_seal: "muss ein versiegelter Wert sein, den Countersign gemacht hat",
  fault_no_whole_number: "muss eine ganze Zahl sein",
  fault_long_actor: "darf höchstens 5000 Zeichen haben",
  fault_no_reason: "braucht eine Begründung",
  fault_empty: "darf nicht leer sein",
  fault_blank: "darf nicht nur aus Leerzeichen bestehen",
  fault_no_edit: "muss mindestens eine Änderung nennen",
  fault_field_name: "kann kein Feld heißen",
  fault_model_or_tool: "Nennen Sie entweder model oder agent_tool_config",
  fault_name_or_model: "Nennen Sie entweder name oder model",
  fault_preset_or_stage: "Nennen Sie eine Vorgabe, oder Stufe und Prozentsatz",
  fault_whole_and_more: "steht für sich: daneben kein payload und keine revision",
  fault_adopt_and_payload: "ein schon gemachter Aufruf kann keine anderen Nutzdaten bekommen",

  fault_too_deep: ({ levels }) => `ist tiefer als ${levels} Ebenen verschachtelt`,
  fault_many_tools: ({ most }) => `muss ein Werkzeug nennen, nicht mehr als ${most}`,
  fault_number_too_large: "ist größer oder kleiner als jede Zahl, die sich aufheben lässt",
  fault_long_key: ({ letters, most }) =>
    `hat einen Schlüssel von ${characters(letters)}; erlaubt sind höchstens ${most}`,
  fault_key_name: "kann kein Schlüssel heißen",
  fault_character: "darf weder das Zeichen U+0000 noch ein halbes Ersatzpaar enthalten",
  fault_key_character:
    "hat einen Schlüssel, der weder das Zeichen U+0000 noch ein halbes Ersatzpaar enthalten darf",

  fault_not_editable: ({ step, allowed }) => `ist bei ${step} nicht zu ändern, nur: ${allowed.join(", ")}`,
  fault_no_revision: ({ newest }) => `muss eine Fassung dieses Laufs sein: 1 bis ${newest}`,
  fault_end_known: "der Ausgang des letzten Aufrufs ist bekannt",
  fault_seal_changed: "muss ein versiegelter Wert sein, unverändert wie Countersign ihn gab",
  fault_seal_within: "hat einen versiegelten Wert innerhalb eines Geheimnisses; geben Sie das Ganze neu an",
  fault_seal_unknown: "ist kein versiegelter Wert dieses Laufs; geben Sie das Geheimnis selbst an",
  fault_seal_elsewhere: "ist kein Feld für Geheimnisse; ein versiegeltes kann nicht hierher wandern",
  fault_no_file: "muss eine Datei von Ihnen nennen: mit ihrer Kennung, oder wie sie in einem Payload steht",
  fault_no_file_of_yours:
    "nennt keine Datei von Ihnen: Es gibt sie nicht, sie ist abgelaufen oder gehört jemand anderem",
  fault_file_changed: "nennt eine Datei mit einem anderen SHA-256, als sie hat",
  fault_link_over:
    "ist ein Link von uns, der abgelaufen ist oder nicht hier signiert wurde; holen Sie einen neuen",
  fault_no_output_for_you: "nennt eine Ausgabe, die es nicht gibt oder die für Sie nicht freigegeben ist",
  fault_many_files: ({ most }) => `ist eine von mehr als ${most} Dateien von uns`,
  fault_secrets: ({ most }) => `hat mehr als die ${most} Geheimnisse, die ein Lauf haben darf`,
  fault_no_reference: ({ ref }) =>
    `muss provider:owner/name heißen, etwa replicate:black-forest-labs/flux-schnell, nicht „${ref}“`,
  fault_nothing_to_fetch: ({ label }) =>
    `${label} gibt keine Modelle heraus; fügen Sie das JSON des Modells ein`,
  fault_describes_none: ({ label }) =>
    `beschreibt kein Modell: Es muss das JSON sein, das ${label} selbst für ein Modell hat, oder mindestens einen Namen (owner/name) haben und was bekannt ist von description, latest_version, example_input, example_output und openapi_schema`,
  fault_no_person: "ist niemand, der sich anmelden darf",
  fault_common_password: "ist eines der Passwörter, die zuerst probiert werden",
  fault_email_taken: "gehört schon jemandem",
  fault_buckets: ({ count }) => `ergibt ${count} Abschnitte`,
  fault_not_before: "muss vor dem Ende liegen",
  fault_over: "muss in der Zukunft liegen",
  fault_no_policy_step:
    "muss einen Schritt nennen, an dem eine Richtlinie fragt: information_review, payload_review, response_review",
  fault_demands_nothing: "muss etwas verlangen",
  fault_question_step: "muss payload_review nennen: Dort wird eine Frage gestellt",
  fault_skip_alone: "ist eine Ausnahme: Daneben lässt sich nichts verlangen",
  fault_looks_nowhere: "sieht dort, wo gefragt würde, nichts an",
  fault_not_last: "gilt der letzten von mehreren Freigaben",
  fault_too_few_people: "fragt mehr Menschen, als antworten dürfen",
  fault_heads_of_one: "darf keine run_id haben, wenn Stände verglichen werden: sie gelten für alle Läufe",
  fault_policy_or_rules: "muss eine Richtlinie, Regeln oder beides haben",

  body_unexpected: ({ at, fault, more }, say) =>
    `Die Anfrage ist nicht wie erwartet: ${at || "sie"} ${say(fault)}${besides(more)}.`,
  query_unexpected: ({ at, fault, more }, say) =>
    `Die Abfrage ist nicht wie erwartet: ${at || "sie"} ${say(fault)}${besides(more)}.`,
  body_refused: ({ at, fault }, say) => `${at || "Die Anfrage"} ${say(fault)}.`,
  secrets_refused: ({ at, fault }, say) => `${at || "Die Anfrage"} ${say(fault)}.`,
  not_editable: ({ step, allowed }) => `Bei ${step} lässt sich nur ändern: ${allowed.join(", ")}.`,
  no_revision: ({ number }) => `Eine Fassung ${number} der Nutzdaten gibt es nicht.`,
  adopts_other_payload: ({ id }) =>
    `Der Aufruf ${id} wurde mit anderen Nutzdaten gemacht als den freigegebenen.`,
  adopts_unknown: ({ label, id }) => `${label} kennt keinen Aufruf ${id}.`,
  adopts_others_call: ({ id }) => `Der Aufruf ${id} gehört schon zu einem anderen Versuch.`,
  nothing_to_adopt: "Übernehmen lässt sich nur ein Aufruf, dessen Ausgang unbekannt ist.",
  version_of_no_model: ({ version }) =>
    `Der Katalog hat kein Modell der Version ${version}, und die Kennung einer Version nennt keines. Schicken Sie owner/name:version, oder bitten Sie eine Administratorin, das Modell mit dieser Version in den Katalog aufzunehmen.`,
  input_holds_key:
    "Die Eingabe enthält eben den Schlüssel, mit dem diese Anfrage kam, und wurde deshalb nicht behalten. Der JavaScript-Client tut das in 1.4.0 mit fileEncodingStrategy data-uri: Lassen Sie das weg.",
  header_unexpected: ({ name, expected }) => `Der Header ${name} muss so aussehen: ${expected}.`,
  no_reference: ({ fault }, say) => `Das Modell ${say(fault)}.`,
  model_not_added: ({ fault }, say) => `Das Modell lässt sich nicht hinzufügen: ${say(fault)}.`,
  no_tool: ({ key, tools }) => `Ein Werkzeug „${key}“ gibt es nicht. Vorhanden: ${tools.join(", ")}.`,
  no_provider: ({ name, names }) => `Einen Anbieter „${name}“ gibt es nicht. Vorhanden: ${names.join(", ")}.`,
  not_one_tool: ({ named, tools }) =>
    `Nennen Sie genau ein Werkzeug, nicht ${
      named.length === 0 ? "keines" : named.map((key) => `„${key}“`).join(" und ")
    }. Vorhanden: ${tools.join(", ")}.`,
  schema_endless:
    "Das Schema des Modells lässt sich nicht bis ans Ende verfolgen: Es verweist auf sich selbst, verzweigt sich zu oft oder ist zu groß.",
  hold_over: "Das Ende eines Halts muss in der Zukunft liegen.",
  holds_full: ({ most }) =>
    `Es gibt schon ${most} Halte, und jeder Aufruf liest sie alle. Beenden Sie zuerst einen.`,
  hold_ended: "Dieser Halt ist schon beendet.",
  too_many_buckets: ({ count, most }) =>
    `Der Zeitraum hat ${count} Abschnitte, gezeigt werden höchstens ${most}; nehmen Sie größere.`,
  range_backwards: "Der Zeitraum endet, bevor er beginnt.",
  no_such_owner: "Ein Schlüssel kann nur jemandem gehören, der sich anmelden darf.",
  key_end_over: "Ein Schlüssel endet später als jetzt.",
  password_common:
    "Dieses Passwort gehört zu denen, die zuerst probiert werden. Nehmen Sie mehrere Wörter, die nicht zusammengehören.",
  password_link_dead:
    "Dieser Link gilt nicht mehr: Er wurde benutzt, eine Stunde ist vorbei, oder es gibt einen neueren. Bitten Sie die Administration um einen anderen.",
  email_taken: ({ email }) => `Eine Person mit der Adresse ${email} gibt es schon.`,
  last_admin: "Der letzte Admin muss einer bleiben; machen Sie zuerst jemand anderen zum Admin.",
  admin_made: "Den ersten Admin gibt es schon. Melden Sie sich stattdessen an.",
  rollout_unchanged: "Das würde nichts ändern: Die Umstellung steht schon so.",
  rollout_overtaken: ({ version }) =>
    `Jemand anderes hat die Umstellung inzwischen geändert; sehen Sie noch einmal hin.${version === null ? "" : ` Sie ist jetzt bei Fassung ${version}.`}`,
  no_checklist_item: ({ stage, id, ids }) => `${stage} hat keinen Punkt „${id}“, nur ${ids}.`,
  rule_looks_nowhere:
    "Diese Regel ließe nie jemanden hinsehen: Kosten sind erst bei den Nutzdaten bekannt, und jede Schwelle wird an einem bestimmten Schritt gemessen. Wählen Sie auch den Schritt der Nutzdaten.",
  rule_too_few_people: ({ people, needed }) =>
    people === 0
      ? "Niemand könnte beantworten, was diese Regel fragen lässt: Es gibt weder eine Person noch einen Schlüssel, die prüfen dürfen."
      : `Niemand könnte beantworten, was diese Regel fragen lässt: Sie braucht ${needed} Menschen, wer anfragt oder bearbeitet mitgezählt, wo sie nicht freigeben dürfen; es gibt ${people}. Die Schlüssel einer Person sind diese Person.`,
  rule_gone: ({ id }) => `Eine Regel ${id} gibt es nicht.`,
  rule_overtaken: ({ name }) =>
    `Jemand anderes hat die Regel „${name}“ inzwischen geändert; sehen Sie noch einmal hin.`,
  group_overtaken: ({ name }) =>
    `Jemand anderes hat die Gruppe „${name}“ inzwischen geändert; sehen Sie noch einmal hin.`,
  rule_neighbour_gone:
    "Die Regel, vor der diese stehen sollte, ist weg; sehen Sie sich die Liste noch einmal an.",
};
