import type { Translated } from "@/lib/contracts/sentences";
import type { requestFaults, requestRefusals } from "@/lib/contracts/sentences/requests";

/** Why a request is refused before anybody reads what it asks. */
export const request: Translated<typeof requestFaults & typeof requestRefusals> = {
  fault_given_twice: "steht mehr als einmal da",
  fault_foreign_cursor: "stammt nicht von dieser Liste; nehmen Sie next_cursor von der Seite davor",
  fault_chosen_by_asker: "bestimmt, wer anfragt",
  question_schema_unreadable:
    "Dieses Schema lässt sich nicht lesen: Es ist kein gültiges JSON-Schema, oder es verweist auf etwas, das nicht darin steht.",
  nothing_left_to_fork:
    "Was dieser Lauf enthielt, wurde gelöscht: es ist nichts da, womit man beginnen könnte.",
  call_on_its_way:
    "Ein Aufruf dieses Laufs kann noch beim Anbieter ankommen und muss an seinem Payload zu finden sein, um gestoppt zu werden. Löschen Sie in einigen Minuten.",
  several_owners: ({ owners }) =>
    `Anfragen von ${owners} Personen oder Schlüsseln nannten diese Person und meinen vielleicht verschiedene. Sagen Sie mit owner_id, wessen, oder „*“ für alle.`,
  cursor_foreign: "Der Cursor stammt nicht von dieser Liste; lassen Sie ihn weg, um von vorn zu beginnen.",
  query_given_twice: ({ name }) => `„${name}“ steht in der Abfrage mehr als einmal.`,
  query_character: "Die Abfrage enthält das Zeichen U+0000.",
  if_match_form: ({ text }) =>
    `If-Match muss eine Fassung in Anführungszeichen sein, etwa "4", oder *; gegeben: ${text}`,
  idempotency_key_form: "Ein Idempotency-Key hat 1 bis 255 druckbare ASCII-Zeichen.",
  body_other_type: ({ type }) =>
    `Die Anfrage muss JSON sein, gesendet als application/json; diese kam ${
      type === null ? "ohne Content-Type" : `mit Content-Type ${type}`
    }.`,
  body_compressed: ({ encoding }) => `Die Anfrage kam gepackt an (${encoding}); senden Sie sie, wie sie ist.`,
  body_no_utf8: "Die Anfrage ist kein gültiges UTF-8.",
  body_broken_off: "Die Anfrage brach vor ihrem Ende ab.",
  form_unreadable: "Das Formular ist nicht zu lesen: Sein Content-Type nennt keine Grenze.",
  form_without_file: ({ part }) =>
    `Das Formular hat keine Datei namens „${part}“: Senden Sie sie als diesen Teil oder als die Anfrage selbst.`,
  file_without_bytes: "Die Datei ist leer.",
  metadata_no_object: "Die Metadaten einer Datei müssen ein JSON-Objekt sein.",
  file_in_use: "Ein Lauf nennt diese Datei: Sie geht mit dem, was von dem Lauf gesagt ist.",
  body_no_json: "Die Anfrage ist kein gültiges JSON.",
  body_ends_early: "Die Anfrage ist kein gültiges JSON: Sie hört zu früh auf.",
  body_unexpected_character: ({ found, line, column }) =>
    `Die Anfrage ist kein gültiges JSON: ${found} ist nicht zu erwarten in Zeile ${line}, Spalte ${column}.`,
  password_wrong: "Das Passwort stimmt nicht.",
  code_wrong: "Dieser Code stimmt nicht oder wurde schon benutzt.",
  password_short: "Das Passwort ist zu kurz.",
  password_long: "Das Passwort ist zu lang.",
  identity_refused: () => "Die Anfrage wurde abgelehnt.",
  exception_by_path:
    "Eine Ausnahme kann nicht allein auf dem Weg beruhen: Den bestimmt, wer anfragt, und würde so selbst entscheiden, ob jemand hinsieht. Nennen Sie daneben, wer anfragen oder was laufen darf.",
  too_many_rules: ({ most }) => `Es gibt schon ${most} Regeln, und jede Anfrage liest sie alle.`,
};
