import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@/lib/contracts/json";
import { type ProblemCode, problemStatus, toldInWords } from "@/lib/contracts/problem";
import { english, quoted, said, sentences, type Values } from "@/lib/contracts/sentences";
import { CodedError } from "@/lib/core/errors";
import { parseJsonBody } from "@/lib/http/route/body";
import { parseIfMatch } from "@/lib/http/route/if-match";
import { queryOf } from "@/lib/http/route/query";
import { readCursor } from "@/lib/store/runs/cursor";
import { de } from "./de";
import { en } from "./en";

const why = quoted("XX-17");
const field = { field: "image" };
const counted = { name: "images", limit: 3 };
const limited = { name: "steps", value: 60, limit: 50 };
const takes = { fields: ["image", "mask"], more: 2 };
const file = { address: "https://files.test/a.png" };
const input = { input: "mask" };
const model = { label: "Replicate", name: "acme/paint" };
const at = { label: "Replicate" };
const version = { version: "v2" };

/** Values for every sentence; one that is missing is a type error. */
const samples: Values = {
  quoted: { text: "XX-17" },

  required: { name: "image" },
  over_maximum: limited,
  under_minimum: limited,
  not_under: limited,
  not_over: limited,
  not_a_multiple: { name: "width", value: 511, of: "8" },
  wrong_format: { name: "image", value: "x", format: "uri" },
  too_short: counted,
  too_long: counted,
  too_few: counted,
  too_many: counted,
  not_taken: { name: "", key: "extra" },
  does_not_fit: {
    name: "size",
    value: { list: 2 },
    keyword: "minProperties",
    pattern: null,
    why: "must be larger",
  },
  choice_of_other_kind: { name: "size", value: "4", choice: 4 },
  not_a_choice: { name: "size", value: { missing: true }, choices: ["s", 4, null], more: 2 },
  wrong_type: { name: "size", value: "big", types: ["integer", "null"], address: false },
  unknown_key: { key: "extra" },
  unknown_key_with_file: { key: "extra" },
  file_differs: { name: "a.png" },
  file_cut_short: { name: "a.png" },
  file_unreachable: { name: "a.png", label: "OpenAI" },
  no_schema: null,
  schema_unreadable: null,
  payload_uncheckable: null,
  payload_check_endless: null,
  was_set: { issue: why, value: { object: true } },
  sandbox_fetches_nothing: null,
  give_value: { name: "image" },
  choose_one: null,
  use_value: { value: 4 },
  use_field: field,
  leave_out: null,
  put_file_into_field: null,
  approve_or_choose: null,
  make_smaller_or_look: null,
  attach_as_data: null,
  change_because: { change: said("prompt_put_in", field), because: why },
  set_to: { where: "steps", value: 4 },
  moved_to: { where: "Steps", to: "steps" },
  left_out: { where: "extra", value: null },

  prompt_without_schema: null,
  prompt_not_sent: { takes },
  prompt_without_place: field,
  prompt_half_sure: { ...field, rule: "the first required text field" },
  prompt_not_used: field,
  attachment_without_place: { ...file, takes: null },
  attachment_place_taken: { ...file, ...field },
  attachment_not_used: { address: null },
  attachment_names_unknown_field: { ...field, takes: { fields: [], more: 0 } },
  file_required: field,
  unreachable: { name: "image", why },
  no_web_address: null,
  foreign_scheme: { scheme: "ftp:" },
  private_address: null,
  this_machine: null,
  name_inside_network: { host: "printer" },
  wrong_file: { name: "image", wanted: "image", is: "audio" },
  put_prompt_in: field,
  put_prompt_in_if_meant: field,
  acknowledge_if_prompt_field: field,
  take_away_or_name_field: null,
  name_other_field_or_take_away: null,
  put_in: field,
  name_known_field: null,
  attach_file_for: field,
  use_public_address: null,
  give_file: { kind: "video" },
  prompt_put_in: field,
  prompt_rule: { rule: "a list named for text" },

  links_taken_out: { count: 2 },
  answer_empty: null,
  answer_found_nothing: null,
  output_empty: { number: 2 },
  file_promised: { kind: "image" },
  text_promised: null,
  numbers_promised: null,
  reads_like_error: null,
  repeats_itself: null,
  edited_answer_empty: null,
  answer_check_endless: null,
  output_lost: { number: 2, why },
  part_unreadable: { where: "/output/3" },
  copy_took_too_long: { seconds: 60 },
  storage_full: null,
  copy_failed: { error: "EIO" },
  try_again: null,
  look_closely: null,

  hidden_characters: { key: "a", characters: [{ code: "U+200B", times: 3 }], others: 2 },
  hidden_beyond_count: null,
  hidden_elsewhere: { texts: 2 },
  remove_it: null,
  remove_them: null,

  secret_missing: { name: "login.pass" },
  secret_faulty: { name: "login.pass", fault: said("secret_too_short", { limit: 8 }) },
  secret_placeholder: { name: "login.pass" },
  secret_no_text: null,
  secret_too_short: { limit: 8 },
  secret_too_long: { limit: 8 },
  secret_other_pattern: { pattern: "^XX-17" },
  give_secret: null,

  revision_differs: { revision: 3 },
  description_differs: null,
  model_unknown: { ...model, ...version },
  version_needed: model,
  model_gone: { ...model, version: null },
  model_changed: { ...model, changes: [quoted("YY-18"), why] },
  version_changed: { from: "v1", to: "v2" },
  input_gone: input,
  input_new: { ...input, takes: "{}" },
  input_changed: { ...input, takes: "{}" },
  input_differs: { ...input, was: "{}", is: "[]" },
  not_named_right: { label: "Replicate", name: "acme/paint", forms: ["text/…"] },
  not_callable: { name: "acme/paint", why },
  deployment: null,
  two_versions: version,
  no_owner_and_name: null,
  no_version_id: version,
  version_of_other_model: version,
  guessed: { name: "acme/paint", why },
  run_created: null,
  looking_at_request: null,
  request_understood: null,
  request_approved: null,
  request_edited: null,
  edited_request_waits: null,
  building_payload: null,
  example_payload: null,
  payload_proposed: null,
  payload_fixed: { changes: [why, quoted("YY-18")] },
  payload_edited: null,
  payload_of_request: null,
  payload_of_parent: null,
  payload_built: null,
  older_path: null,
  payload_passed: null,
  payload_approved: null,
  payload_edit_approved: null,
  calling: null,
  attempt_prepared: { number: 2 },
  sending: null,
  looking_up: null,
  not_there_yet: null,
  adopted: { id: "XX-17" },
  accepted: null,
  progress: { percent: 40 },
  tried_again: { why, seconds: 4 },
  sent_again: null,
  held_back: { why },
  look_told_nothing: { why },
  told_again: null,
  has_place_again: null,
  call_succeeded: null,
  call_succeeded_for: { amount: 0.0306 },
  provider_answered: null,
  checking_answer: null,
  answer_passed: null,
  answer_as_it_came: null,
  answer_approved: null,
  answer_edited: null,
  run_completed: null,
  decided: { name: "Grace", action: "reject", message: why },
  decided_alone: { name: "Grace", action: "approve", message: why },
  carried_out: { name: "Grace" },
  taken_back: { name: "Grace", reason: null },
  approval_taken_back: { name: "Grace", reason: why },
  claimed: { name: "Grace" },
  offered: { name: "Grace", group: "Law" },
  offered_to_somebody: null,
  given_back: { name: "Grace" },
  rejected: { reason: why },
  cancelled: { name: "Grace", reason: why },
  nobody_answered: null,
  erased: null,
  documents_erased: null,
  timeout_rejects: null,
  timeout_approves: null,
  escalated: null,
  rule: {
    step: "payload_review",
    rule: "error_issues",
    measured: 2,
    threshold: 0,
    asks: true,
    reason: "2 errors to look at",
  },
  several: { sentences: [said("escalated"), why] },

  asker_says: null,
  per_call: { amount: 0.02 },
  per_output: { outputs: 4, amount: 0.02 },
  per_token_each_way: { read: 1200, written: 512, reading: 0.75, writing: 4.5 },
  per_picture: { outputs: 2, amount: 0.053, read: 12, reading: 5 },
  per_token: { read: 1200, written: 512, amount: 0.000_000_65 },
  per_second: { seconds: 2.5, amount: 0.000_975, typical: true, because: [{ counts: "steps", times: 1.5 }] },
  sandbox_is_free: null,

  call_unknown: { why },
  end_unknown: { label: "Replicate", id: "YY-18", looks: 5, why },
  look_failed: null,
  lookup_failed: null,
  never_found: { seconds: 60 },
  never_taken: { tries: 4 },
  model_unasked: { why },
  too_slow: null,
  server_ended: null,
  call_unknown_and: { why },
  could_not_go_on: { why },
  call_could_not_go_on: null,
  interrupted: null,
  output_removed: null,
  cancelled_at_provider: null,
  model_failed: null,
  overdue: { minutes: 60 },
  overdue_once: { seconds: 60 },
  and_files_lost: { why, files: 4, lost: 2 },
  prompt_not_in_payload: null,
  attachment_not_in_payload: { number: 2 },

  asks_to_wait: at,
  asked_to_wait: at,
  asked_to_wait_saying: { ...at, why },
  asked_to_wait_long: { ...at, ms: 3_600_000, why },
  asks_too_long: { why, ms: null, mostMs: 900_000 },
  calls_used_up: at,
  places_taken: at,
  held_by: { name: "Grace", why },
  being_tried: at,
  failing: { ...at, times: 5, why },
  no_answer: { ...at, why },
  not_reached: { ...at, why },
  answer_lost: { ...at, why },
  took_too_long: null,
  called_off: null,
  connection_failed: null,
  answered: { ...at, status: 500, detail: null },
  answered_otherwise: { ...at, status: 200, what: "JSON", why: "XX-17" },
  no_token: null,
  no_key: { ...at, variable: "ACME_KEY" },
  key_refused: { ...at, status: 401, detail: "XX" },
  quota_used_up: { ...at, detail: "XX" },
  content_refused: { ...at, detail: "XX" },
  never_looked_up: at,
  answer_not_kept: at,
  file_not_had: { field: "image", problem: "unreachable" },
  called_off_before: null,
  not_told_apart: { ids: ["XX-17", "YY-18"] },
  list_endless: null,
  list_unreadable: { count: 2 },
  no_prediction_id: { id: "XX-17" },
  not_owner_and_name: { name: "XX-17" },
  output_moves: null,
  output_inline_unreadable: null,
  output_elsewhere: { host: null, hosts: ["replicate.delivery"] },
  output_gone: null,
  file_empty: null,
  file_too_large: { bytes: 100 },
  sandbox_file_unknown: { address: "XX-17" },
  sandbox_call_unknown: { id: "XX-17" },
  sandbox_model_unknown: { name: "XX-17", names: ["YY-18"] },
  sandbox_refused: { issues: [why] },
  sandbox_failed: null,

  too_few_runs: { fresh: 12, old: 40, least: 50 },
  fails_more: { fresh: 0.05, old: 0.01, points: 2 },
  fails_alike: { fresh: 0.01, old: 0.01, points: 2 },

  log_entry_missing: { number: 3 },
  log_entry_unlinked: null,
  log_entry_changed: null,
  log_end_missing: null,
  log_unreadable: null,
  log_row_unreadable: null,
  log_state_differs: null,
  log_answer_differs: { number: 2 },
  log_payload_differs: { number: 2 },
  log_question_differs: null,
  log_decision_differs: null,
  log_approval_differs: null,
  log_call_differs: { number: 1 },
  log_outcome_differs: { number: 1 },
  log_lacks_decision: null,
  log_lacks_payload: null,
  log_column_differs: { column: "claimedBy" },
  log_row_differs: { table: "Attempt", column: "metrics" },
  log_lacks_row: { table: "Review" },
  log_row_gone: { table: "Review" },
  log_entry_moved: null,
  log_erased_silently: null,
  nothing_left_to_fork: null,
  question_schema_unreadable: null,
  call_on_its_way: null,
  several_owners: { owners: 2 },
  log_input_differs: { name: "a.png" },
  log_file_gone: { index: 0 },
  log_file_differs: { index: 0 },
  log_not_as_signed: { number: 12 },
  act_not_as_signed: { id: "aud_12" },
  head_missing: { number: 12 },
  head_not_as_kept: null,
  head_not_ours: null,
  head_differs: null,

  fault_no_object: null,
  fault_too_deep: { levels: 64 },
  fault_required: { expected: "string" },
  fault_unknown_key: { key: "extra", known: ["prompt", "model"] },
  fault_wrong_type: { expected: "record", is: "array" },
  fault_too_short: { limit: 1 },
  fault_too_long: { limit: 300 },
  fault_too_few: { limit: 1 },
  fault_too_many: { limit: 100 },
  fault_too_small: { limit: 1, over: false },
  fault_too_large: { limit: 1, under: true },
  fault_no_multiple: { of: 8 },
  fault_not_among: { choices: ["s", "m"] },
  fault_other_format: { format: "datetime" },
  fault_other_pattern: { pattern: "^XX-17" },
  fault_fits_none: null,
  fault_invalid: null,
  fault_no_email: null,
  fault_no_owner_name: null,
  fault_no_boolean: null,
  fault_no_http: null,
  fault_no_http_or_data: null,
  fault_no_answer: null,
  fault_no_seal: null,
  fault_no_whole_number: null,
  fault_long_actor: null,
  fault_no_reason: null,
  fault_not_last: null,
  fault_empty: null,
  fault_blank: null,
  fault_no_edit: null,
  fault_field_name: null,
  fault_model_or_tool: null,
  fault_name_or_model: null,
  fault_preset_or_stage: null,
  fault_whole_and_more: null,
  fault_adopt_and_payload: null,
  fault_many_tools: { most: 20 },
  fault_number_too_large: null,
  fault_long_key: { letters: 3000, most: 1000 },
  fault_key_name: null,
  fault_character: null,
  fault_key_character: null,
  fault_not_editable: { step: "response_review", allowed: ["response"] },
  fault_no_revision: { newest: 3 },
  fault_end_known: null,
  fault_seal_changed: null,
  fault_seal_within: null,
  fault_seal_unknown: null,
  fault_seal_elsewhere: null,
  fault_secrets: { most: 50 },
  fault_no_reference: { ref: "XX-17" },
  fault_nothing_to_fetch: at,
  fault_describes_none: at,
  fault_no_person: null,
  fault_email_taken: null,
  fault_buckets: { count: 900 },
  fault_not_before: null,
  fault_over: null,
  approved_in_part: { name: "Grace", action: "approve", given: 1, needed: 2, message: null },
  retry_waits: null,
  asks_themselves: { name: "Grace" },
  budget_exceeded: { name: "XX-17", spent: 1, reserved: 2, limit: 3, period: "day", amount: 4 },
  budget_asks_unknown: { name: "XX-17" },
  too_many_budgets: { most: 100 },
  too_many_webhooks: { most: 20 },
  webhook_is_off: { name: "XX-17" },
  webhook_secrets_overlap: null,
  webhook_partly_shown: null,
  overspends_without_reason: null,
  overspends_too_early: null,
  group_has_budget: { name: "XX-17" },
  budget_of_no_group: null,
  group_missing: { name: "Grace", groups: ["XX-17", "XX-18"] },
  rule_group_gone: null,
  rule_too_few_seats: { people: 1, needed: 2 },
  group_holds_rule: { name: "Grace" },
  group_holds_runs: { runs: 2 },
  approved_already: { name: "Grace", given: 1, needed: 2 },
  edited_themselves: { name: "Grace" },
  glass_without_reason: null,
  rule_asks_nobody: null,
  needs_reviewer: { name: "Grace" },
  not_eligible: { why: said("asks_themselves", { name: "Grace" }), names: ["XX-17"] },
  fault_no_policy_step: null,
  fault_demands_nothing: null,
  fault_skip_alone: null,
  fault_question_step: null,
  fault_looks_nowhere: null,
  fault_too_few_people: null,
  fault_heads_of_one: null,
  fault_policy_or_rules: null,
  body_unexpected: { at: "/edits/mask", fault: said("fault_blank"), more: 2 },
  query_unexpected: { at: "", fault: said("fault_unknown_key", { key: "XX-17", known: [] }), more: 0 },
  body_refused: { at: "/mask", fault: said("fault_character") },
  secrets_refused: { at: "/mask", fault: said("fault_seal_within") },
  not_editable: { step: "response_review", allowed: ["response"] },
  no_revision: { number: 7 },
  adopts_other_payload: { id: "XX-17" },
  adopts_unknown: { ...at, id: "XX-17" },
  adopts_others_call: { id: "XX-17" },
  nothing_to_adopt: null,
  version_of_no_model: { version: "v2" },
  input_holds_key: null,
  header_unexpected: { name: "Countersign-Policy", expected: "auto" },
  no_reference: { fault: said("fault_no_reference", { ref: "XX-17" }) },
  model_not_added: { fault: said("fault_nothing_to_fetch", at) },
  no_tool: { key: "XX-17", tools: ["YY-18"] },
  no_provider: { name: "XX-17", names: ["YY-18"] },
  not_one_tool: { named: ["XX-17", "YY-18"], tools: ["ZZ-19"] },
  schema_endless: null,
  hold_over: null,
  holds_full: { most: 100 },
  hold_ended: null,
  too_many_buckets: { count: 900, bucket: "hour", most: 400 },
  range_backwards: null,
  no_such_owner: null,
  key_end_over: null,
  email_taken: { email: "XX-17" },
  last_admin: null,
  admin_made: null,
  rollout_unchanged: null,
  rollout_overtaken: { version: 4 },
  no_checklist_item: { stage: "XX-17", id: "YY-18", ids: "ZZ-19" },
  rule_looks_nowhere: null,
  rule_too_few_people: { people: 1, needed: 2 },
  rule_gone: { id: "XX-17" },
  group_overtaken: { name: "XX-17" },
  rule_overtaken: { name: "XX-17" },
  rule_neighbour_gone: null,

  fault_given_twice: null,
  fault_foreign_cursor: null,
  fault_chosen_by_asker: null,
  cursor_foreign: null,
  query_given_twice: { name: "XX-17" },
  query_character: null,
  if_match_form: { text: "XX-17" },
  idempotency_key_form: null,
  body_other_type: { type: "XX-17" },
  body_compressed: { encoding: "XX-17" },
  body_no_utf8: null,
  body_broken_off: null,
  fault_no_file: null,
  fault_no_file_of_yours: null,
  fault_file_changed: null,
  fault_link_over: null,
  fault_no_output_for_you: null,
  fault_many_files: { most: 200 },
  form_unreadable: null,
  form_without_file: { part: "file" },
  file_without_bytes: null,
  metadata_no_object: null,
  file_in_use: null,
  body_no_json: null,
  body_ends_early: null,
  body_unexpected_character: { found: "XX-17", line: 3, column: 8 },
  password_common: null,
  password_link_dead: null,
  fault_common_password: null,
  code_wrong: null,
  password_wrong: null,
  password_short: null,
  password_long: null,
  identity_refused: { why: "" },
  exception_by_path: null,
  too_many_rules: { most: 200 },

  fault_no_decider: { id: "user_1" },
  fault_name_of_group: null,
  fault_no_group: { id: "grp_1" },
  fault_same_group: null,
  fault_time_over: null,
  fault_own_stand_in: null,
  members_may_not_decide: null,
  group_name_taken: { name: "Film" },
  too_many_groups: { most: 100 },
  escalates_to_none: null,
  absence_over: null,
  stand_in_may_not: null,

  look_again: null,
  edit_or_approve: null,
  name_other_model: { example: "acme/paint:v2" },
  name_as_owner_name: null,
  name_again: null,
};

const all = Object.entries(samples).map(([code, values]) => ({
  code,
  values: (values ?? {}) as unknown as JsonObject,
}));

/** Words that no German sentence has. */
const englishWords =
  /\b(the|is|are|and|of|this|that|it|its|to|not|has|have|with|for|by|be|been|which|nobody|cannot|could|was not|were|did|does)\b/i;

test.each(all)("$code is said in German, and no English word is left in it", (sentence) => {
  const message = english(sentence);
  const german = de.said(message, sentence);
  if (sentence.code !== "quoted") expect(german).not.toBe(message);
  expect(german).not.toMatch(englishWords);
  for (const text of [message, german]) expect(text).not.toMatch(/undefined|NaN|\[object|\bnull\b/);
  expect(en.said(message, sentence)).toBe(message);
});

test("each sentence has values here under its code, and none besides", () => {
  expect(Object.keys(samples).toSorted()).toEqual(Object.keys(sentences).toSorted());
});

test("nothing that a sentence names is lost in German", () => {
  for (const sentence of all) {
    const german = de.said("", sentence);
    const named =
      JSON.stringify(sentence.values).match(/[A-Z]{2}-\d\d|acme\/paint|U\+200B|\bmask\b|\bv2\b|Grace/g) ?? [];
    for (const word of named) expect(german, sentence.code).toContain(word);
  }
});

test("the price of a token keeps its digits", () => {
  const sentence = said("per_token", samples.per_token);
  expect(de.said(english(sentence), sentence)).toContain("1.200 gelesene");
  expect(de.said(english(sentence), sentence)).toContain("0,00000065 $");
});

test("what has no code, an unknown one, or values of another version is said in the server's words", () => {
  expect(de.said("The moon is full")).toBe("The moon is full");
  expect(de.said("The moon is full", { code: "full_moon", values: {} })).toBe("The moon is full");
  expect(de.said("The moon is full", { code: "toString", values: {} })).toBe("The moon is full");
  expect(de.said("Old", { code: "not_a_choice", values: { name: "size" } })).toBe("Old");
  expect(english({ code: "full_moon", values: {} })).toBe("full_moon");
  const outer = said("output_lost", { number: 1, why: { code: "full_moon", values: {} } });
  expect(de.said("Output 1 could not be kept", outer)).toBe("Output 1 could not be kept");
});

test("a refusal that has a code is never told in English on a German desk", () => {
  const says = said("body_unexpected", { at: "/prompt", fault: said("fault_blank"), more: 1 });
  const refused = { code: "validation_error" as const, message: english(says), problem: { said: says } };
  expect(de.problem(refused)).toBe(
    "Die Anfrage ist nicht wie erwartet: /prompt darf nicht nur aus Leerzeichen bestehen (und 1 weiterer Fehler).",
  );
  expect(en.problem(refused)).toBe("The body is not as expected: /prompt must not be blank (and 1 more).");
  const older = { code: "validation_error" as const, message: "The moon is full" };
  expect(de.problem(older)).toBe("Das nimmt der Server so nicht an: „The moon is full“");
});

test("no refusal of the server is told in English on a German desk, whatever its code", () => {
  const english = "This is what the server says";
  const untold = Object.keys(problemStatus).filter((code) =>
    de.problem({ code: code as ProblemCode, message: english }).includes(english),
  );
  expect(untold).toEqual(toldInWords);
  for (const code of toldInWords) {
    // @ts-expect-error its words alone would stand on the desk, so that it cannot be made without its sentence
    const made = () => new CodedError(code, english);
    expect(made).toBeTypeOf("function");
  }
});

test("what is wrong with a request before it is read is told in German, too", () => {
  const told = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      if (error instanceof CodedError)
        return de.problem({
          code: error.code,
          message: error.message,
          problem: { said: error.details.said },
        });
    }
    return "nothing was refused";
  };
  expect(told(() => parseIfMatch("7"))).toContain("muss eine Fassung in Anführungszeichen sein");
  expect(told(() => queryOf(new URL("http://desk.test/?a=1&a=2")))).toContain("mehr als einmal");
  expect(told(() => parseJsonBody("a=1", "text/plain"))).toContain("muss JSON sein");
  expect(told(() => parseJsonBody('{"a":', "application/json"))).toContain("hört zu früh auf");
  expect(told(() => readCursor(z.string(), "?"))).toContain("stammt nicht von dieser Liste");
});
