import type { Said } from "@/lib/contracts/said";
import type { Say } from "@/lib/contracts/say";
import type { Translated } from "@/lib/contracts/sentences";
import type { timeline as english } from "@/lib/contracts/sentences/timeline";
import { decisions } from "../decisions";
import { reason } from "../reason";

const because = (why: Said | null, say: Say) => (why === null ? "" : `: ${say(why)}`);

const figure = new Intl.NumberFormat("de", { maximumSignificantDigits: 15 });
const dollars = (amount: number) => `${figure.format(amount)} $`;

export const timeline: Translated<typeof english> = {
  run_created: "Lauf angelegt",
  looking_at_request: "Die Anfrage wird angesehen",
  request_understood: "Die Anfrage ist verstanden",
  request_approved: "Die Anfrage wurde freigegeben",
  request_edited: "Die Anfrage wurde bearbeitet und freigegeben",
  edited_request_waits: "Die bearbeitete Anfrage wartet auf Freigabe",
  building_payload: "Die Nutzdaten werden gebaut",
  example_payload: "Das Beispiel des Modells",
  payload_proposed: "Nutzdaten vorgeschlagen",
  payload_fixed: ({ changes }, say) => `Nutzdaten korrigiert: ${changes.map(say).join(" ")}`,
  payload_edited: "Nutzdaten bearbeitet",
  payload_of_request: "Nutzdaten von der Anfrage bearbeitet",
  payload_of_parent: "Nutzdaten aus dem Lauf übernommen, aus dem dieser gemacht ist",
  payload_built: "Nutzdaten gebaut",
  older_path: "Auf dem älteren Weg angenommen: Niemand prüft es",
  payload_passed: "Die Richtlinie lässt die Nutzdaten durch",
  payload_approved: "Nutzdaten freigegeben",
  payload_edit_approved: "Nutzdaten bearbeitet und freigegeben",
  calling: "Der Anbieter wird aufgerufen",
  attempt_prepared: ({ number }) => `Versuch ${number} ist vorbereitet`,
  sending: "Der Aufruf wird gesendet",
  looking_up: "Der Aufruf wird beim Anbieter gesucht",
  not_there_yet: "Der Aufruf ist nicht oder noch nicht beim Anbieter; er wird noch einmal gesucht",
  adopted: ({ id }) => `Aufruf ${id} ist übernommen`,
  accepted: "Der Anbieter hat den Aufruf angenommen",
  progress: ({ percent }) => `Der Anbieter ist bei ${percent} %`,
  tried_again: ({ why, seconds }, say) => `${say(why)}; neuer Versuch in ${seconds} s`,
  sent_again: "Der Anbieter hat den Aufruf nie bekommen; er wird noch einmal gesendet",
  held_back: ({ why }, say) => `Zurückgehalten: ${say(why)}`,
  look_told_nothing: ({ why }, say) => `Nach dem Aufruf zu sehen ergab nichts: ${say(why)}`,
  told_again: "Der Anbieter gibt wieder Auskunft über den Aufruf",
  has_place_again: "Der Aufruf hat wieder einen Platz",
  call_succeeded: "Der Aufruf ist gelungen",
  call_succeeded_for: ({ amount }) =>
    `Der Aufruf ist gelungen; nach der Zählung des Anbieters kostete er ${dollars(amount)}`,
  provider_answered: "Der Anbieter hat geantwortet",
  checking_answer: "Die Antwort wird geprüft",
  answer_passed: "Die Richtlinie lässt die Antwort durch",
  answer_as_it_came: "Antwort gegeben, wie sie kam",
  answer_approved: "Antwort freigegeben",
  answer_edited: "Antwort bearbeitet und freigegeben",
  run_completed: "Lauf abgeschlossen",
  decided: ({ name, action, message }, say) => `${name} ${decisions.decided[action]}${because(message, say)}`,
  decided_alone: ({ name, action, message }, say) =>
    `${name} ${decisions.decided[action]}, ohne die verlangten Freigaben${because(message, say)}`,
  carried_out: ({ name }) => `Die Entscheidung von ${name} wird ausgeführt`,
  taken_back: ({ name, reason: why }, say) =>
    `${name} hat die Entscheidung zurückgenommen${because(why, say)}`,
  approval_taken_back: ({ name, reason: why }, say) =>
    `${name} hat die eigene Freigabe zurückgenommen${because(why, say)}`,
  offered: ({ name, group }) => `In ${group} ist ${name} an der Reihe`,
  offered_to_somebody: "Der Lauf ist jemandem angeboten, der prüft",
  claimed: ({ name }) => `${name} hat den Lauf übernommen`,
  given_back: ({ name }) => `${name} hat den Lauf zurückgegeben`,
  rejected: ({ reason: why }, say) => `Abgelehnt${because(why, say)}`,
  cancelled: ({ name, reason: why }, say) => `${name} hat abgebrochen${because(why, say)}`,
  nobody_answered: "Niemand hat rechtzeitig geantwortet",
  erased: "Gelöscht",
  documents_erased: "Prompt, Payloads, Antworten und Dateien wurden gelöscht",
  timeout_rejects: "Niemand hat rechtzeitig geantwortet, und die Richtlinie lehnt dann ab",
  timeout_approves: "Niemand hat rechtzeitig geantwortet, und die Richtlinie gibt dann frei",
  escalated: "Dringlicher gestellt: Niemand hat rechtzeitig geantwortet",
  rule: (entry) => reason(entry),
  several: ({ sentences }, say) => sentences.map(say).join("; "),
};
