import type { Translated } from "@/lib/contracts/sentences";
import type { failures } from "@/lib/contracts/sentences/failure";

export const failure: Translated<typeof failures> = {
  call_unknown: ({ why }, say) => `Niemand kann sagen, ob der Anbieter aufgerufen wurde: ${say(why)}`,
  end_unknown: ({ label, id, looks, why }, say) =>
    `${label} hat den Aufruf ${id}, aber niemand kann sagen, wie er endete: ${looks}-mal nachzusehen ergab nichts. Zuletzt: ${say(why)}`,
  look_failed: "das Nachsehen ist gescheitert",
  lookup_failed: "die Suche ist gescheitert",
  never_found: ({ seconds }) =>
    `seine Antwort kam nie, und zweimal Nachsehen im Abstand von ${seconds} s hat den Aufruf nicht gefunden; er kann dort noch auftauchen`,
  never_taken: ({ tries }) => `Der Anbieter hat den Aufruf in ${tries} Versuchen nicht angenommen`,
  model_unasked: ({ why }, say) =>
    `Ob sich das Modell geändert hat, konnte nicht gefragt werden: ${say(why)}`,
  too_slow: "Dieser Server war zu langsam, um den Aufruf sicher zu senden",
  server_ended:
    "Der Server endete mehrmals, während er an diesem Lauf arbeitete, zuletzt ohne andere Arbeit; von selbst wird nichts mehr versucht",
  call_unknown_and: ({ why }, say) => `Niemand kann sagen, ob der Anbieter aufgerufen wurde. ${say(why)}`,
  could_not_go_on: ({ why }, say) => `Countersign konnte nicht weitermachen: ${say(why)}`,
  call_could_not_go_on: "Countersign konnte mit dem Aufruf nicht weitermachen",
  interrupted:
    "Der Server hielt während des Aufrufs an; ob der Anbieter ihn ausgeführt hat, ist nicht bekannt",
  output_removed: "Der Aufruf gelang, aber der Anbieter hat die Ausgabe gelöscht, bevor sie zu lesen war",
  cancelled_at_provider: "Der Aufruf wurde beim Anbieter abgebrochen",
  model_failed: "Das Modell ist gescheitert",
  overdue: ({ minutes }) =>
    `Der Aufruf lief länger als ${minutes} Minuten und wurde beim Anbieter abgebrochen`,
  overdue_once: ({ seconds }) => `Der Aufruf dauerte länger als ${seconds} s`,
  and_files_lost: ({ why, files, lost }, say) =>
    `${say(why)}. Von ${files} schon ausgegebenen Dateien konnten ${lost} nicht aufbewahrt werden.`,
  prompt_not_in_payload: "Der Prompt steht nicht in den Nutzdaten: Das Modell hat kein Feld dafür",
  attachment_not_in_payload: ({ number }) =>
    `Anhang ${number} steht nicht in den Nutzdaten: Das Modell hat kein Feld dafür`,
};
