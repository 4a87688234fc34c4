import { printJson } from "../json-text";
import type { Said } from "../said";
import type { Say, Sentence } from "../say";
import { jsonFaults } from "./json-faults";

interface At {
  /** A JSON pointer; empty for the whole. */
  at: string;
  fault: Said;
}

interface Unexpected extends At {
  /** How many faults there are besides. */
  more: number;
}

const characters = (count: number) => (count === 1 ? "1 character" : `${count} characters`);
const entries = (count: number) => (count === 1 ? "1 entry" : `${count} entries`);

/** What is wrong with one place of a request, as the end of a sentence that begins with the place. */
export const faults = {
  ...jsonFaults,
  fault_required: ({ expected }: { expected: string }) => `is required (${expected})`,
  fault_unknown_key: ({ key, known }: { key: string; known: string[] }) =>
    `unknown key «${key}»${known.length > 0 ? `; known keys: ${known.join(", ")}` : ""}`,
  fault_wrong_type: ({ expected, is }: { expected: string; is: string }) => `must be ${expected}, not ${is}`,
  fault_too_short: ({ limit }: { limit: number }) => `must have at least ${characters(limit)}`,
  fault_too_long: ({ limit }: { limit: number }) => `may have at most ${characters(limit)}`,
  fault_too_few: ({ limit }: { limit: number }) => `must have at least ${entries(limit)}`,
  fault_too_many: ({ limit }: { limit: number }) => `may have at most ${entries(limit)}`,
  fault_too_small: ({ limit, over }: { limit: number; over: boolean }) =>
    over ? `must be more than ${limit}` : `must be at least ${limit}`,
  fault_too_large: ({ limit, under }: { limit: number; under: boolean }) =>
    under ? `must be less than ${limit}` : `must be at most ${limit}`,
  fault_no_multiple: ({ of }: { of: number }) => `must be a multiple of ${of}`,
  fault_not_among: ({ choices }: { choices: string[] }) => `must be one of ${choices.join(", ")}`,
  fault_other_format: ({ format }: { format: string }) => `must have the format ${format}`,
  fault_other_pattern: ({ pattern }: { pattern: string }) => `must match ${pattern}`,
  fault_fits_none: "fits none of the forms it may have",
  fault_invalid: "is not valid",

  fault_no_email: "must be an e-mail address",
  fault_no_owner_name: "must be owner/name",
  fault_no_boolean: "must be true or false",
  fault_no_http: "must be an http or https URL",
  fault_no_http_or_data: "must be an http or https URL, or a data: URI",
  fault_no_answer: "must be an answer",
  fault_no_seal: "must be a sealed value that Countersign made",
  fault_no_whole_number: "must be a whole number",
  fault_long_actor: "must be at most 5000 characters",
  fault_no_reason: "say why",
  fault_empty: "must not be empty",
  fault_blank: "must not be blank",
  fault_no_edit: "must name at least one edit",
  fault_field_name: "is not a name a field may have",
  fault_model_or_tool: "give exactly one of model and agent_tool_config",
  fault_name_or_model: "give exactly one of name and model",
  fault_preset_or_stage: "give a preset, or a stage and a percentage",
  fault_whole_and_more: "stands alone: no payload and no revision beside it",
  fault_adopt_and_payload: "a call that was made cannot get another payload",

  fault_many_tools: ({ most }: { most: number }) => `must name one tool, not more than ${most}`,
  fault_number_too_large: "is larger or smaller than any number that can be kept",
  fault_long_key: ({ letters, most }: { letters: number; most: number }) =>
    `has a key of ${letters} characters; a key may have at most ${most}`,
  fault_key_name: "is not a name a key may have",
  fault_character: "must not contain the character U+0000 or half a surrogate pair",
  fault_key_character: "has a key that must not contain the character U+0000 or half a surrogate pair",

  fault_not_editable: ({ step, allowed }: { step: string; allowed: string[] }) =>
    `cannot be edited at ${step}; what can: ${allowed.join(", ")}`,
  fault_no_revision: ({ newest }: { newest: number }) =>
    `must be a payload revision of this run: 1 to ${newest}`,
  fault_end_known: "the outcome of the last call is known",
  fault_seal_changed: "must be a sealed value as Countersign gave it, unchanged",
  fault_seal_within: "has a sealed value inside of a secret; give the whole of it anew",
  fault_seal_unknown: "is no sealed value of this run; give the secret itself",
  fault_seal_elsewhere: "is no field for secrets, so a sealed secret cannot be moved here",
  fault_no_file: "must name a file of yours: by its id, or as it stands in a payload",
  fault_no_file_of_yours:
    "names no file of yours: it does not exist, has expired, or belongs to somebody else",
  fault_file_changed: "names a file by another SHA-256 than it has",
  fault_link_over: "is a link of ours that has ended, or was not signed here; ask for a new one",
  fault_no_output_for_you: "names an output that does not exist, or is not released to you",
  fault_many_files: ({ most }: { most: number }) => `is one of more than ${most} files of ours`,
  fault_secrets: ({ most }: { most: number }) => `has more than the ${most} secrets that a run may have`,
  fault_no_reference: ({ ref }: { ref: string }) =>
    `must be provider:owner/name, for example replicate:black-forest-labs/flux-schnell, not ${printJson(ref)}`,
  fault_nothing_to_fetch: ({ label }: { label: string }) =>
    `${label} has no models to fetch; paste the model's JSON`,
  fault_describes_none: ({ label }: { label: string }) =>
    `describes no model: it must be ${label}'s own JSON for a model, or have at least a name (owner/name) and what is known of description, latest_version, example_input, example_output and openapi_schema`,
  fault_no_person: "is nobody who may sign in",
  fault_common_password: "is one of the passwords that are tried first",
  fault_email_taken: "belongs to somebody already",
  fault_buckets: ({ count }: { count: number }) => `gives ${count} buckets`,
  fault_not_before: "must be before to",
  fault_over: "must be in the future",
  fault_no_policy_step:
    "must name a step at which policy asks: information_review, payload_review, response_review",
  fault_demands_nothing: "must demand something",
  fault_skip_alone: "is an exception and demands nothing beside it",
  fault_question_step: "must name payload_review: that is where a question is asked",
  fault_looks_nowhere: "looks at nothing where it asks",
  fault_not_last: "is for the last of several approvals",
  fault_too_few_people: "asks more people than may answer",
  fault_heads_of_one: "must leave run_id out to compare heads, which are of all runs",
  fault_policy_or_rules: "must have a policy, rules, or both",
} as const satisfies Record<string, Sentence>;

/** Why a request as a whole is refused. */
export const refusals = {
  body_unexpected: ({ at, fault, more }: Unexpected, say: Say) =>
    `The body is not as expected: ${at || "it"} ${say(fault)}${more > 0 ? ` (and ${more} more)` : ""}.`,
  query_unexpected: ({ at, fault, more }: Unexpected, say: Say) =>
    `The query is not as expected: ${at || "it"} ${say(fault)}${more > 0 ? ` (and ${more} more)` : ""}.`,
  body_refused: ({ at, fault }: At, say: Say) => `${at || "The body"} ${say(fault)}.`,
  secrets_refused: ({ at, fault }: At, say: Say) => `${at || "The request"} ${say(fault)}`,
  not_editable: ({ step, allowed }: { step: string; allowed: string[] }) =>
    `At ${step} only ${allowed.join(", ")} can be edited`,
  no_revision: ({ number }: { number: number }) => `There is no payload revision ${number}`,
  adopts_other_payload: ({ id }: { id: string }) =>
    `Call ${id} was made with another payload than the one that was approved`,
  adopts_unknown: ({ label, id }: { label: string; id: string }) => `${label} knows no call ${id}`,
  adopts_others_call: ({ id }: { id: string }) => `Call ${id} belongs to another attempt already`,
  nothing_to_adopt: "Only a call of unknown outcome can be adopted",
  version_of_no_model: ({ version }: { version: string }) =>
    `The catalogue has no model of version ${version}, and the id of a version names none. Send owner/name:version, or ask an admin to put the model into the catalogue at this version.`,
  input_holds_key:
    "The input holds the very key that this request came with, so it was not kept. The JavaScript client does so with fileEncodingStrategy data-uri in 1.4.0: leave that out.",
  header_unexpected: ({ name, expected }: { name: string; expected: string }) =>
    `The header ${name} must be ${expected}.`,
  no_reference: ({ fault }: { fault: Said }, say: Say) => `The model ${say(fault)}.`,
  model_not_added: ({ fault }: { fault: Said }, say: Say) => `The model cannot be added: ${say(fault)}.`,
  no_tool: ({ key, tools }: { key: string; tools: string[] }) =>
    `There is no tool "${key}". Available tools: ${tools.join(", ")}.`,
  no_provider: ({ name, names }: { name: string; names: string[] }) =>
    `There is no provider "${name}". Available providers: ${names.join(", ")}.`,
  not_one_tool: ({ named, tools }: { named: string[]; tools: string[] }) =>
    `Name exactly one tool; this names ${
      named.length === 0 ? "none" : named.map((key) => `"${key}"`).join(" and ")
    }. Available tools: ${tools.join(", ")}.`,
  schema_endless:
    "The model's schema cannot be followed to its end: it refers to itself, branches too often, or is too large.",
  hold_over: "The end of a hold must be in the future.",
  holds_full: ({ most }: { most: number }) =>
    `There are ${most} holds already, and every call reads them all. End one first.`,
  hold_ended: "This hold has ended already.",
  too_many_buckets: ({ count, bucket, most }: { count: number; bucket: string; most: number }) =>
    `The range has ${count} buckets of a ${bucket}, and at most ${most} are shown; take wider ones.`,
  range_backwards: "The range ends before it begins.",
  no_such_owner: "A key can belong only to a person who may sign in.",
  key_end_over: "A key ends later than now.",
  password_common:
    "This password is one of those that are tried first. Take several words that do not belong together.",
  password_link_dead:
    "This link does not work any more: it was used, an hour is over, or a newer one was made. Ask an administrator for another.",
  email_taken: ({ email }: { email: string }) => `There is a person with the address ${email} already.`,
  last_admin: "The last admin must stay one; make somebody else an admin first.",
  admin_made: "The first admin has been made already. Sign in instead.",
  rollout_unchanged: "This would change nothing: the rollout stands like that already.",
  rollout_overtaken: ({ version }: { version: number | null }) =>
    `Somebody else changed the rollout meanwhile; look at it again.${version === null ? "" : ` It is at version ${version} now.`}`,
  no_checklist_item: ({ stage, id, ids }: { stage: string; id: string; ids: string }) =>
    `${stage} has no item "${id}"; it has ${ids}.`,
  rule_looks_nowhere:
    "This rule would never have anybody look: a cost is known from the payload on, and each threshold is measured at one step. Name payload_review in allowed_steps.",
  rule_too_few_people: ({ people, needed }: { people: number; needed: number }) =>
    people === 0
      ? "Nobody could answer what this rule has asked: there is no reviewer and no admin, neither a person nor a key."
      : `Nobody could answer what this rule has asked: it takes ${needed} people, whoever asks or edits included where they may not approve, and there ${people === 1 ? "is 1" : `are ${people}`}. The keys of one person are that person.`,
  rule_gone: ({ id }: { id: string }) => `There is no rule ${id}.`,
  rule_overtaken: ({ name }: { name: string }) =>
    `Somebody else changed the rule “${name}” meanwhile; look at it again.`,
  group_overtaken: ({ name }: { name: string }) =>
    `Somebody else changed the group “${name}” meanwhile; look at it again.`,
  rule_neighbour_gone: "The rule that this one was to stand before is gone; look at the list again.",
} as const satisfies Record<string, Sentence>;
