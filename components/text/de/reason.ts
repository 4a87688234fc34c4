import { money } from "@/components/format/money";
import type { Json } from "@/lib/contracts/json";
import type { TraceEntry } from "@/lib/contracts/parts";
import { time } from "./time";
import { words } from "./words";

const number = (value: Json) => Number(value);
const percent = (value: Json) => `${Math.round(number(value) * 100)} %`;
const dollars = (value: Json) => money(number(value), time);
const list = (value: Json): string[] => (Array.isArray(value) ? value.map(String) : []);

const flags: Record<string, string> = {
  pii: "persönliche Daten",
  nsfw: "Nacktheit oder Gewalt",
  copyright: "fremde Figuren oder einen fremden Stil",
};

/** What a rule found, and whether that alone would ask for a person. */
interface Finding {
  over: boolean;
  sentence: string;
}

type Rule = (entry: Omit<TraceEntry, "rule" | "reason">) => Finding;

const rulesName = ({ by }: Pick<TraceEntry, "by">) => `Die Regel „${by?.name}“ der Organisation`;

const ends: Record<string, string> = {
  approve: "freigegeben",
  expire: "abgelaufen",
  reject: "abgelehnt",
  escalate: "dringlicher gestellt",
};

/** What a rule of the organisation says is no finding that would ask elsewhere. */
const demanded = (sentence: string): Finding => ({ over: false, sentence });

function least(name: string): Rule {
  return ({ measured, threshold }) => {
    const over = number(measured) < number(threshold);
    return {
      over,
      sentence: `${name} ${percent(measured)} ${over ? "liegt unter" : "erreicht"} ${percent(threshold)}`,
    };
  };
}

const rules: Record<string, Rule> = {
  confidence_min: least("Die Sicherheit der Zuordnung von"),
  response_quality_min: least("Die Güte der Antwort von"),
  safety_flags({ measured, threshold }) {
    const raised = list(measured).filter((flag) => list(threshold).includes(flag));
    return {
      over: raised.length > 0,
      sentence:
        raised.length > 0
          ? `Der Prompt scheint ${raised.map((flag) => flags[flag] ?? flag).join(" und ")} zu enthalten`
          : "Keine beobachtete Sicherheitsmarke ist gesetzt",
    };
  },
  payload_changes_max({ measured, threshold }) {
    const over = number(measured) > number(threshold);
    const changes = number(measured) === 1 ? "1 Änderung" : `${number(measured)} Änderungen`;
    return {
      over,
      sentence: `${changes} gegenüber dem Beispiel, ${over ? "erlaubt sind" : "bis zu"} ${number(threshold)}${over ? "" : " sind erlaubt"}`,
    };
  },
  cost_max_usd({ measured, threshold }) {
    if (threshold === null) return { over: false, sentence: "Für die Kosten ist keine Grenze gesetzt" };
    if (measured === null)
      return {
        over: true,
        sentence: `Die Kosten sind nicht bekannt, und die Grenze ist ${dollars(threshold)}`,
      };
    const over = number(measured) > number(threshold);
    return {
      over,
      sentence: `Die geschätzten Kosten von ${dollars(measured)} liegen ${over ? "über" : "innerhalb von"} ${dollars(threshold)}`,
    };
  },
  error_issues({ measured }) {
    const errors = number(measured);
    if (errors === 0) return { over: false, sentence: "Es wurden keine Fehler gefunden" };
    return {
      over: true,
      sentence: errors === 1 ? "1 Fehler ist anzusehen" : `${errors} Fehler sind anzusehen`,
    };
  },
  require_human: ({ step, asks }) => ({
    over: asks,
    sentence: `Die Richtlinie fragt bei „${words.step[step]}“ ${asks ? "einen Menschen" : "niemanden"}`,
  }),
  organisation: ({ step, asks, by }) =>
    demanded(
      `${rulesName({ by })} ${asks ? "fragt einen Menschen" : "lässt Schwellen prüfen"} bei „${words.step[step]}“`,
    ),
  timeout_seconds_max: ({ measured, threshold, by }) =>
    demanded(
      `${rulesName({ by })} lässt eine Frage höchstens ${number(threshold)} s warten, nicht ${number(measured)} s`,
    ),
  on_timeout: ({ measured, by }) =>
    demanded(
      `${rulesName({ by })} lässt nicht zu, dass eine Frage, die niemand beantwortet, als „${ends[String(measured)]}“ endet`,
    ),
  approvals: ({ threshold, by }) =>
    demanded(
      `${rulesName({ by })} will ${threshold === 1 ? "1 Freigabe" : `${number(threshold)} Freigaben`}`,
    ),
  budget: ({ measured, by }) =>
    demanded(
      measured === null
        ? `Die Kosten sind nicht bekannt, und das Budget „${by?.name}“ fragt dann`
        : `Vom Budget „${by?.name}“ ist weniger da als die $${number(measured)}, die dies kosten kann`,
    ),
  auto: () => ({ over: false, sentence: "Die Richtlinie lässt dies von selbst durch" }),
};

/** A line of the policy trace; of a rule that is not known here, what the server says. */
export function reason(entry: TraceEntry): string {
  const found = rules[entry.rule]?.(entry);
  if (!found) return entry.reason;
  const elsewhere = found.over && !entry.asks;
  return elsewhere
    ? `${found.sentence}, aber bei „${words.step[entry.step]}“ darf nicht gefragt werden`
    : found.sentence;
}
