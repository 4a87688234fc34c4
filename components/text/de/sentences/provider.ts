import type { InputProblem } from "@/lib/contracts/input";
import type { Translated } from "@/lib/contracts/sentences";
import type { providers } from "@/lib/contracts/sentences/provider";

const units = [
  { ms: 86_400_000, one: "Tag", many: "Tage" },
  { ms: 3_600_000, one: "Stunde", many: "Stunden" },
  { ms: 60_000, one: "Minute", many: "Minuten" },
] as const;

/** A time of over a minute, in whole units; null is a time without an end. */
function wait(ms: number | null): string {
  if (ms === null) return "für immer";
  const unit = units.find((each) => ms >= 2 * each.ms) ?? units[2];
  const count = Math.floor(ms / unit.ms);
  return `${count} ${count === 1 ? unit.one : unit.many}`;
}

const fileProblems: Record<InputProblem, string> = {
  no_web_address: "sie liegt an keiner Webadresse",
  private_address: "ihre Adresse liegt in einem privaten Netz",
  unreachable: "ihre Adresse antwortet nicht",
  refused: "sie wird dort verweigert",
  too_slow: "es dauert zu lange",
  too_large: "sie ist zu groß",
  empty: "sie ist leer",
};

export const provider: Translated<typeof providers> = {
  asks_to_wait: ({ label }) => `${label} bittet zu warten`,
  asked_to_wait: ({ label }) => `${label} bat zu warten`,
  asked_to_wait_saying: ({ label, why }, say) => `${label} bat zu warten und sagte: ${say(why)}`,
  asked_to_wait_long: ({ label, ms, why }, say) =>
    `${label} bat um diese Wartezeit: ${wait(ms)}; es wird früher wieder gefragt. Gesagt wurde: ${say(why)}`,
  asks_too_long: ({ why, ms, mostMs }, say) =>
    `${say(why)}; verlangte Wartezeit: ${wait(ms)}, Countersign wartet höchstens ${wait(mostMs)}`,
  calls_used_up: ({ label }) => `Das Kontingent an Aufrufen bei ${label} ist für den Augenblick erschöpft`,
  places_taken: ({ label }) =>
    `Alle Plätze für Aufrufe bei ${label} sind belegt; andere warten dort auf Antwort`,
  held_by: ({ name, why }, say) => `${name} hält solche Aufrufe an: ${say(why)}`,
  being_tried: ({ label }) => `Bei ${label} wird gerade ein Aufruf versucht`,
  failing: ({ label, times, why }, say) =>
    `${label} ist ${times}-mal in Folge gescheitert, darum warten Aufrufe. Zuletzt: ${say(why)}`,
  no_answer: ({ label, why }, say) => `${label} hat nicht geantwortet: ${say(why)}.`,
  not_reached: ({ label, why }, say) => `${label} war nicht erreichbar, nichts wurde gesendet: ${say(why)}.`,
  answer_lost: ({ label, why }, say) =>
    `${label} hat den Aufruf vielleicht angenommen, die Antwort darauf ging verloren: ${say(why)}.`,
  took_too_long: "es dauerte zu lange",
  called_off: "der Aufruf wurde abgesagt",
  connection_failed: "die Verbindung ist gescheitert",
  answered: ({ label, status, detail }) =>
    `${label} antwortete ${status}: ${detail ?? "ein Grund ist nicht genannt"}`,
  answered_otherwise: ({ label, status, what, why }) =>
    `${label} antwortete ${status} mit etwas, das nicht lesbar ist (${what})${why === null ? "." : `: ${why}.`}`,
  no_token: "Für Replicate fehlt das API-Token: Setzen Sie REPLICATE_API_TOKEN.",
  no_key: ({ label, variable }) => `Für ${label} fehlt der API-Schlüssel: Setzen Sie ${variable}.`,
  key_refused: ({ label, status, detail }) =>
    `${label} hat den API-Schlüssel nicht angenommen (${status})${detail === null ? "." : `: ${detail}`}`,
  quota_used_up: ({ label, detail }) =>
    `Das Konto bei ${label} hat kein Guthaben mehr${detail === null ? "." : `: ${detail}`}`,
  content_refused: ({ label, detail }) =>
    `${label} hat den Inhalt nach seinen Regeln abgewiesen${detail === null ? "." : `: ${detail}`}`,
  never_looked_up: ({ label }) =>
    `${label} gibt keine Auskunft über Aufrufe, deren Antwort verloren ging; ob dieser gemacht und berechnet wurde, zeigen nur die Seiten des Anbieters`,
  answer_not_kept: ({ label }) =>
    `${label} gibt eine Antwort nur einmal, und sie ging verloren, bevor sie festgehalten war.`,
  file_not_had: ({ field, problem }) =>
    `Nichts wurde gesendet: Die Datei in ${field} ist nicht zu haben (${fileProblems[problem]}).`,
  called_off_before: "Der Aufruf wurde abgesagt, bevor er gesendet war.",
  not_told_apart: ({ ids }) =>
    `Welche Vorhersage zu diesem Aufruf gehört, ist nicht zu sagen; es kann eine von diesen sein: ${ids.join(", ")}.`,
  file_differs: ({ name }) =>
    `Nichts wurde gesendet: Die Datei ${name} ist nicht die, die unterschrieben wurde, oder sie ist weg.`,
  file_cut_short: ({ name }) =>
    `Nichts wurde gesendet: Von der Datei ${name} kam beim Anbieter nicht alles an.`,
  file_unreachable: ({ name, label }) =>
    `Nichts wurde gesendet: ${label} muss die Datei ${name} hier abholen, und PUBLIC_URL sagt nicht, wo das ist.`,
  list_endless: "Die Liste der Vorhersagen lässt sich nicht bis zum Ende durchsuchen.",
  list_unreadable: ({ count }) =>
    `${count} der aufgeführten Vorhersagen sind nicht lesbar; ob der Aufruf gemacht wurde, ist also nicht zu sagen.`,
  no_prediction_id: ({ id }) => `„${id}“ ist keine Kennung einer Vorhersage.`,
  not_owner_and_name: ({ name }) => `Die Modelle von Replicate heißen owner/name, nicht „${name}“.`,
  output_moves: "Die Adresse der Ausgabedatei leitet zu oft weiter.",
  output_inline_unreadable: "Die data:-Adresse der Ausgabe ist nicht lesbar.",
  output_elsewhere: ({ host, hosts }) =>
    `Die Ausgabedatei liegt bei ${host ?? "einer unlesbaren Adresse"}, und das ist keiner der Dateiserver von Replicate (${hosts.join(", ")}).`,
  output_gone: "Die Ausgabedatei ist weg: Replicate löscht Dateien nach einer Stunde.",
  file_empty: "die Ausgabedatei ist leer",
  file_too_large: ({ bytes }) => `Die Datei ist größer als ${bytes} Bytes`,
  sandbox_file_unknown: ({ address }) => `Der Sandkasten hat keine Datei bei ${address}.`,
  sandbox_call_unknown: ({ id }) => `Der Sandkasten hat keinen Aufruf ${id}.`,
  sandbox_model_unknown: ({ name, names }) =>
    `Der Sandkasten hat kein Modell ${name}; er hat ${names.join(", ")}.`,
  sandbox_refused: ({ issues }, say) =>
    `Der Sandkasten hat die Eingabe abgewiesen. ${issues.map(say).join(" ")}`,
  sandbox_failed: "Der Sandkasten ließ diesen Aufruf scheitern, wie SANDBOX_FAIL es für einen Teil verlangt.",
};
