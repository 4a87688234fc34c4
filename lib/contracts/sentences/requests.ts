import type { Sentence } from "../say";

/** What is wrong with a place of a request that its schema does not speak of. */
export const requestFaults = {
  fault_given_twice: "is given more than once",
  fault_foreign_cursor: "is not one that this list gave; use next_cursor of the page before",
  fault_chosen_by_asker: "is chosen by whoever asks",
} as const satisfies Record<string, Sentence>;

/** Why a request is refused before anybody reads what it asks: its headers, its cursor, its body as a text. */
export const requestRefusals = {
  question_schema_unreadable:
    "This schema cannot be read: it is no valid JSON Schema, or refers to what does not stand in it.",
  nothing_left_to_fork: "What this run held was erased: there is nothing left to start from.",
  call_on_its_way:
    "A call of this run may still arrive at the provider, and has to be found by its payload to be stopped. Erase it in some minutes.",
  several_owners: ({ owners }: { owners: number }) =>
    `Requests of ${owners} people or keys named this person, and may mean different ones. Say whose with owner_id, or "*" for all.`,
  cursor_foreign: "The cursor is not one that this list gave; leave it out to start over.",
  query_given_twice: ({ name }: { name: string }) => `The query gives "${name}" more than once.`,
  query_character: "The query contains the character U+0000.",
  if_match_form: ({ text }: { text: string }) =>
    `If-Match must be one version in quotes, such as "4", or *; it was: ${text}`,
  idempotency_key_form: "An Idempotency-Key has 1 to 255 printable ASCII characters.",
  body_other_type: ({ type }: { type: string | null }) =>
    `The body must be JSON, sent as application/json; this came with ${
      type === null ? "no Content-Type" : `Content-Type ${type}`
    }.`,
  body_compressed: ({ encoding }: { encoding: string }) =>
    `The body came compressed (${encoding}); send it as it is.`,
  body_no_utf8: "The body is not valid UTF-8.",
  body_broken_off: "The body broke off before its end.",
  form_unreadable: "The form cannot be read: its Content-Type names no boundary.",
  form_without_file: ({ part }: { part: string }) =>
    `The form has no file named "${part}": send it as that part, or as the body itself.`,
  file_without_bytes: "The file is empty.",
  metadata_no_object: "The metadata of a file must be a JSON object.",
  file_in_use: "A run names this file: it goes with what is said of the run.",
  body_no_json: "The body is not valid JSON.",
  body_ends_early: "The body is not valid JSON: it ends too early.",
  body_unexpected_character: ({ found, line, column }: { found: string; line: number; column: number }) =>
    `The body is not valid JSON: unexpected ${found} at line ${line}, column ${column}.`,
  password_wrong: "Invalid password",
  code_wrong: "This code is not right, or was used.",
  password_short: "Password too short",
  password_long: "Password too long",
  identity_refused: ({ why }: { why: string }) => why || "The request was refused.",
  exception_by_path:
    "An exception cannot rest on the path alone: whoever asks chooses it, and would decide so whether anybody looks. Name who may ask, or what may run, beside it",
  too_many_rules: ({ most }: { most: number }) =>
    `There are ${most} rules already, and every request reads them all`,
} as const satisfies Record<string, Sentence>;
