import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { english, quoted, said, sentences, type Values } from "@/lib/contracts/sentences";
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
  not_callable: { name: "acme/paint", why },
  deployment: null,
  two_versions: version,
  no_owner_and_name: null,
  no_version_id: version,
  version_of_other_model: version,
  guessed: { name: "acme/paint", why },
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
      JSON.stringify(sentence.values).match(/[A-Z]{2}-\d\d|acme\/paint|U\+200B|\bmask\b|\bv2\b/g) ?? [];
    for (const word of named) expect(german, sentence.code).toContain(word);
  }
});

test("what has no code, an unknown one, or values of another version is said in the server's words", () => {
  expect(de.said("The moon is full")).toBe("The moon is full");
  expect(de.said("The moon is full", { code: "full_moon", values: {} })).toBe("The moon is full");
  expect(de.said("The moon is full", { code: "toString", values: {} })).toBe("The moon is full");
  expect(de.said("Old", { code: "not_a_choice", values: { name: "size" } })).toBe("Old");
  const outer = said("output_lost", { number: 1, why: { code: "full_moon", values: {} } });
  expect(de.said("Output 1 could not be kept", outer)).toBe("Output 1 could not be kept");
});
