import type { Translated } from "@/lib/contracts/sentences";
import type { logBreaks } from "@/lib/contracts/sentences/log";

export const log: Translated<typeof logBreaks> = {
  log_entry_missing: ({ number }) => `Eintrag ${number} fehlt`,
  log_entry_unlinked: "Er folgt nicht aus dem Eintrag davor",
  log_entry_changed: "Er wurde nach dem Schreiben verändert",
  log_end_missing: "Am Ende fehlen Einträge",
  log_unreadable: "Diese Fassung kann ihn nicht lesen; er wurde nicht geprüft",
  log_row_unreadable: "Etwas, das dazu gespeichert ist, wird dort nie geschrieben und lässt sich nicht lesen",
  log_state_differs: "Der gespeicherte Stand ist nicht der, den das Protokoll ergibt",
  log_answer_differs: ({ number }) => `Antwort ${number} ist nicht die, die das Protokoll nennt`,
  log_payload_differs: ({ number }) =>
    `Fassung ${number} der Nutzdaten ist nicht die, die das Protokoll nennt`,
  log_question_differs: "Die gestellte Frage ist nicht die, die das Protokoll nennt",
  log_decision_differs: "Die Entscheidung ist nicht die, die das Protokoll nennt",
  log_approval_differs: "Die Freigaben sind nicht die, die das Protokoll nennt",
  log_call_differs: ({ number }) => `Versuch ${number} gilt nicht den Nutzdaten, die das Protokoll nennt`,
  log_outcome_differs: ({ number }) => `Versuch ${number} endete nicht so, wie das Protokoll sagt`,
  log_lacks_decision: "Es gibt eine Entscheidung, die das Protokoll nicht nennt",
  log_lacks_payload: "Es gibt eine Fassung der Nutzdaten, die das Protokoll nicht nennt",
  log_column_differs: ({ column }) => `Die Spalte ${column} folgt nicht aus dem Protokoll`,
  log_row_differs: ({ table, column }) =>
    `Die Spalte ${column} der Tabelle ${table} folgt nicht aus dem Protokoll`,
  log_lacks_row: ({ table }) => `In der Tabelle ${table} steht eine Zeile, die das Protokoll nicht nennt`,
  log_row_gone: ({ table }) => `In der Tabelle ${table} fehlt eine Zeile, die das Protokoll nennt`,
  log_entry_moved: "Er wurde unter den Einträgen aller Läufe verschoben",
  log_erased_silently: "Was er sagte, wurde gelöscht, und kein Eintrag des Protokolls sagt es",
  log_input_differs: ({ name }) =>
    `Die Datei ${name}, die ein Payload nennt, ist weg oder hat andere Bytes, als unterschrieben wurden`,
  log_file_gone: ({ index }) => `Die Datei von Ausgabe ${index} ist nicht mehr da`,
  log_file_differs: ({ index }) => `Die Datei von Ausgabe ${index} ist nicht die, die aufbewahrt wurde`,
  log_not_as_signed: ({ number }) => `Er steht nicht so da, wie Stand ${number} ihn unterschrieben hat`,
  act_not_as_signed: ({ id }) => `Eintrag ${id} des Audit-Protokolls ist nicht der unterschriebene`,
  head_missing: ({ number }) => `Stand ${number} fehlt`,
  head_not_as_kept: "Er ist nicht der Stand, der anderswo unter dieser Nummer aufbewahrt wurde",
  head_not_ours: "Kein Schlüssel dieser Installation hat ihn unterschrieben",
  head_differs: "Er umfasst nicht, was unterschrieben wurde, oder folgt nicht aus dem Stand davor",
};
