import type { Translated } from "@/lib/contracts/sentences";
import type { duties as english } from "@/lib/contracts/sentences/duties";

/** Who may approve, and how far approving has got. */
export const duties: Translated<typeof english> = {
  approved_in_part: ({ name, action, given, needed, message }, say) =>
    `${name} ${action === "retry" ? "wünscht einen weiteren Versuch" : "hat freigegeben"} (${given} von ${needed})${message === null ? "" : `: ${say(message)}`}`,
  retry_waits: "Ein weiterer Versuch mit bearbeiteten Nutzdaten wartet auf Freigabe",
  group_missing: ({ name, groups }) =>
    `Es fehlt eine Freigabe von ${groups.join(" oder ")}; ${name} hat dort keinen Platz, der zählt`,
  rule_group_gone: "Diese Regel verlangt die Freigabe einer Gruppe, die es nicht gibt.",
  rule_too_few_seats: ({ people, needed }) =>
    `Diese Regel wäre nicht zu erfüllen: ${people} von ${needed} ${needed === 1 ? "Person" : "Personen"} haben einen Platz in ihren Gruppen, der zählt`,
  group_holds_rule: ({ name }) =>
    `Die Regel „${name}“ verlangt Freigaben dieser Gruppe, und niemand könnte sie mehr geben`,
  group_holds_runs: ({ runs }) =>
    runs === 1
      ? "1 Lauf, der nicht zu Ende ist, verlangt eine Freigabe dieser Gruppe, und niemand könnte sie mehr geben"
      : `${runs} Läufe, die nicht zu Ende sind, verlangen eine Freigabe dieser Gruppe, und niemand könnte sie mehr geben`,
  asks_themselves: ({ name }) => `${name} hat das angefragt, und wer anfragt, darf nicht selbst freigeben`,
  approved_already: ({ name, given, needed }) =>
    `${name} hat das schon freigegeben (${given} von ${needed}), und jede Person zählt einmal`,
  edited_themselves: ({ name }) =>
    `${name} hat das bearbeitet, und es fehlt die Freigabe von jemandem, der das nicht hat`,
  glass_without_reason: "Eine Notfreigabe, ohne die verlangten Freigaben, braucht einen Grund",
  rule_asks_nobody:
    "Diese Regel würde Freigaben zählen, um die sie niemanden fragen lässt: Lassen Sie policy weg, oder verlangen Sie require_human",
  needs_reviewer: ({ name }) => `${name} darf nicht freigeben`,
  not_eligible: ({ why, names }, say) =>
    names.length === 0
      ? `${say(why)}. Sonst darf es zurzeit niemand; einem Admin bleibt die Notfreigabe`
      : `${say(why)}. Freigeben darf: ${names.join(", ")}`,
};
