import { toldInWords } from "@/lib/contracts/problem";
import type { Text } from "../en";
import type { Refusal } from "../en/problem";
import { said } from "./sentences";

/** What went wrong, as far as the code tells. */
const byCode: Record<NonNullable<Refusal["code"]>, string> = {
  validation_error: "Das nimmt der Server so nicht an",
  unauthenticated: "Sie sind nicht mehr angemeldet.",
  budget_exceeded: "So viel ist vom Budget nicht mehr da",
  forbidden: "Dazu fehlt Ihnen das Recht.",
  confirmation_required: "Zeigen Sie zuerst noch einmal, wer Sie sind.",
  not_eligible: "Das muss jemand anderes entscheiden.",
  run_not_found: "Diesen Lauf gibt es nicht, oder Sie dürfen ihn nicht sehen.",
  not_found: "Das gibt es nicht oder nicht mehr.",
  method_not_allowed: "Das ist an dieser Adresse nicht möglich.",
  conflict: "Das verträgt sich nicht mit dem, was schon da ist",
  invalid_state: "So, wie der Lauf jetzt steht, geht das nicht mehr.",
  already_decided: "Jemand war schneller.",
  idempotency_conflict: "Dieselbe Anfrage wurde schon mit anderem Inhalt gesendet.",
  stale_review: "Die Frage hat sich geändert. Sehen Sie noch einmal hin.",
  binding_required: "Eine Entscheidung muss sagen, welche Frage sie beantwortet. Laden Sie den Lauf neu.",
  payload_too_large: "Das ist mehr, als angenommen wird.",
  range_not_satisfiable: "Die Datei ist kürzer.",
  unresolved_issues: "Fehler sind offen: Bearbeiten Sie sie weg, oder geben Sie mit einem Grund frei.",
  no_one_eligible: "Niemand könnte das beantworten.",
  not_enforced: "Damit würde versprochen, was noch nicht gehalten wird.",
  rate_limit_exceeded: "Das waren zu viele Anfragen. Versuchen Sie es gleich noch einmal.",
  provider_error: "Der Anbieter ist gescheitert.",
  unavailable: "Der Server ist gerade nicht bereit. Versuchen Sie es gleich noch einmal.",
  internal_error: "Im Server ist etwas kaputtgegangen.",
  offline: "Der Server war nicht zu erreichen.",
  unanswered: "Der Server hat nicht geantwortet.",
  unreadable: "Die Antwort des Servers war nicht lesbar.",
};

const inWords: ReadonlySet<Refusal["code"]> = new Set(toldInWords);

/** A refusal in German: what the server says, by its code, or its own words where these say more than the code. */
export const problem: Text["problem"] = ({ code, message, problem: sent }) => {
  if (!code) return message;
  const known = sent?.said && said("", sent.said);
  if (known) return known;
  return inWords.has(code) ? `${byCode[code]}: „${message}“` : byCode[code];
};
