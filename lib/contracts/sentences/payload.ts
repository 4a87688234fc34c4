import { isNumber } from "../json-text";
import type { Said } from "../said";
import type { Say, Sentence } from "../say";
import { type Shown, written } from "./shown";

const typeWords: Record<string, string> = {
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "empty",
};

const formatWords: Record<string, string> = {
  uri: "a web address or a data: URI",
  email: "an e-mail address",
  date: "a date like 2026-01-31",
  "date-time": "a date and time like 2026-01-31T12:00:00Z",
};

function kindWord(value: Shown): string {
  return typeof value === "string" ? "the text" : isNumber(value) ? "the number" : "the value";
}

interface Named {
  /** The path of the value, with dots; empty for the payload as a whole. */
  name: string;
}
type Limited = Named & { value: Shown; limit: number | bigint };
type Counted = Named & { limit: number };

const subject = ({ name }: Named) => name || "the payload";
const is = (values: Named & { value: Shown }) => `${subject(values)} is ${written(values.value)}`;

/** What is wrong with a payload by the model's schema. */
export const payloadIssues = {
  required: (values: Named) => `${subject(values)} is required and missing.`,
  over_maximum: (values: Limited) => `${is(values)}; the most this model takes is ${values.limit}.`,
  under_minimum: (values: Limited) => `${is(values)}; the least this model takes is ${values.limit}.`,
  not_under: (values: Limited) => `${is(values)}; it must be under ${values.limit}.`,
  not_over: (values: Limited) => `${is(values)}; it must be over ${values.limit}.`,
  not_a_multiple: (values: Named & { value: Shown; of: string }) =>
    `${is(values)}; it must be a multiple of ${values.of}.`,
  wrong_format: (values: Named & { value: Shown; format: string }) =>
    `${is(values)}; it must be ${formatWords[values.format] ?? `of the form ${values.format}`}.`,
  too_short: (values: Counted) =>
    `${subject(values)} is too short; it needs at least ${values.limit} characters.`,
  too_long: (values: Counted) =>
    `${subject(values)} is too long; it may have at most ${values.limit} characters.`,
  too_few: (values: Counted) => `${subject(values)} has too few entries; it needs at least ${values.limit}.`,
  too_many: (values: Counted) =>
    `${subject(values)} has too many entries; it may have at most ${values.limit}.`,
  not_taken: (values: Named & { key: Shown }) =>
    `${subject(values)} has ${written(values.key)}, which this model does not take.`,
  does_not_fit: (values: Named & { value: Shown; keyword: string; pattern: string | null; why: string }) =>
    `${is(values)}, which does not fit: it ${values.why}.`,
  choice_of_other_kind: (values: Named & { value: Shown; choice: Shown }) =>
    `${subject(values)} is ${kindWord(values.value)} ${written(values.value)}; it must be ${kindWord(values.choice)} ${written(values.choice)}.`,
  not_a_choice: (values: Named & { value: Shown; choices: Shown[]; more: number }) => {
    const choices = values.choices.map(written);
    if (values.more > 0) choices.push(`and ${values.more} more`);
    return `${is(values)}; this model takes only: ${choices.join(", ")}.`;
  },
  wrong_type: (values: Named & { value: Shown; types: string[]; address: boolean }) => {
    const article = typeof values.value === "string" ? "the text " : "";
    const types = values.types.map((type) => typeWords[type] ?? type).join(" or ");
    return `${subject(values)} is ${article}${written(values.value)}; it must be ${values.address ? formatWords.uri : types}.`;
  },
  unknown_key: ({ key }: { key: string }) => `${key} is not an input of this model, which may ignore it.`,
  unknown_key_with_file: ({ key }: { key: string }) =>
    `${key} is not an input of this model, which would run without the file there.`,
  no_schema: "This model came without a schema, so its payload was not checked.",
  schema_unreadable: "This model's schema cannot be read, so its payload was not checked.",
  payload_uncheckable: "This payload cannot be checked against the model's schema.",
  payload_check_endless:
    "This payload cannot be checked against the model's schema: the check does not come to an end.",
  was_set: ({ issue, value }: { issue: Said; value: Shown }, say: Say) =>
    `${say(issue)} It was set to ${written(value)}.`,
  sandbox_fetches_nothing:
    "The sandbox fetches nothing, so the picture at this address is not drawn into the result.",
} as const satisfies Record<string, Sentence>;

/** What would settle an issue of a payload. */
export const payloadFixes = {
  give_value: (values: Named) => `Give ${subject(values)} a value.`,
  choose_one: "Choose one of these.",
  use_value: ({ value }: { value: Shown }) => `Use ${written(value)}.`,
  use_field: ({ field }: { field: string }) => `Use ${field}.`,
  leave_out: "Leave it out.",
  put_file_into_field: "Put the file into one of the model's fields.",
  approve_or_choose: "Approve it if that is right, or choose another value.",
  make_smaller_or_look: "Make the payload smaller, or look at it closely before you approve it.",
  attach_as_data: "Attach it as a data: URI.",
} as const satisfies Record<string, Sentence>;

/** What an automatic fix did, and to which issue. */
export const payloadChanges = {
  change_because: ({ change, because }: { change: Said; because: Said }, say: Say) =>
    `${say(change)}: ${say(because)}`,
  set_to: ({ where, value }: { where: string; value: Shown }) => `${where} set to ${written(value)}`,
  moved_to: ({ where, to }: { where: string; to: string }) => `${where} moved to ${to}`,
  left_out: ({ where, value }: { where: string; value: Shown }) =>
    `${where} left out (it was ${written(value)})`,
} as const satisfies Record<string, Sentence>;
