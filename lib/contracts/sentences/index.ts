import type { JsonObject } from "../json";
import type { Said } from "../said";
import { trySay } from "../say";
import { answerFixes, answerIssues } from "./answer";
import { budgets } from "./budgets";
import { costs } from "./cost";
import { duties } from "./duties";
import { failures } from "./failure";
import { groupFaults, groupRefusals } from "./groups";
import { hiddenFixes, hiddenIssues } from "./hidden";
import { logBreaks } from "./log";
import { modelFixes, modelIssues } from "./model";
import { payloadChanges, payloadFixes, payloadIssues } from "./payload";
import { placementFixes, placementIssues } from "./placement";
import { providers } from "./provider";
import { faults, refusals } from "./refusals";
import { requestFaults, requestRefusals } from "./requests";
import { verdicts } from "./rollout";
import { secretFixes, secretIssues } from "./secrets";
import { timeline } from "./timeline";
import { webhooks } from "./webhooks";

/** Every sentence that the server makes, in English. A code, once written into a log, keeps its meaning and its values. */
export const sentences = {
  /** Somebody else's words, as they came. */
  quoted: ({ text }: { text: string }) => text,
  ...answerFixes,
  ...answerIssues,
  ...faults,
  ...budgets,
  ...costs,
  ...duties,
  ...failures,
  ...groupFaults,
  ...groupRefusals,
  ...hiddenFixes,
  ...hiddenIssues,
  ...logBreaks,
  ...modelFixes,
  ...modelIssues,
  ...payloadChanges,
  ...payloadFixes,
  ...payloadIssues,
  ...placementFixes,
  ...placementIssues,
  ...providers,
  ...refusals,
  ...requestFaults,
  ...requestRefusals,
  ...timeline,
  ...verdicts,
  ...webhooks,
  ...secretFixes,
  ...secretIssues,
};

type Sentences = typeof sentences;
type Code = keyof Sentences;
type ValuesOf<Each extends Code> = Sentences[Each] extends (values: infer Values, ...rest: never[]) => string
  ? Values
  : undefined;

/** The values of each sentence; null for a fixed one. */
export type Values = { [Each in Code]: Sentences[Each] extends string ? null : ValuesOf<Each> };

/** The same sentences in another language; the compiler names those that are missing. */
export type Translated<English> = {
  [Each in keyof English]: English[Each] extends string ? string : English[Each];
};
export type Dictionary = Translated<Sentences>;

/** A sentence with its values. */
export function said<Each extends Code>(
  code: Each,
  ...[values]: ValuesOf<Each> extends undefined ? [] : [ValuesOf<Each>]
): Said {
  // Values are text, numbers, lists and other sentences: JSON, as every interface above says.
  return { code, values: (values ?? {}) as unknown as JsonObject };
}

/** Words that have no code: a person's, a provider's, or an older version's. */
export function quoted(text: string): Said {
  return said("quoted", { text });
}

/** A sentence as it is, or words without a code as a sentence. */
export function asSaid(sentence: Said | string): Said {
  return typeof sentence === "string" ? quoted(sentence) : sentence;
}

/** The sentence in English, as it stands in answers and in the log; a later version's code that is not known here, as it is. */
export function english(sentence: Said): string {
  return trySay(sentences, sentence) ?? sentence.code;
}
