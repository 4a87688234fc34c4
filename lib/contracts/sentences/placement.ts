import type { Said } from "../said";
import type { Say, Sentence } from "../say";

/** Why a field is taken for the one of the prompt. */
export type PromptRule =
  | "the field named prompt"
  | "the field named prompt, a choice"
  | "the first required text field"
  | "the example's prompt"
  | "the example's field named for text"
  | "the example's first written text"
  | "the usual name beside the example's settings"
  | "the usual name, for want of schema and example"
  | "an optional field named for text"
  | "an optional field whose name speaks of text"
  | "a field named for text that takes more than text"
  | "a list named for text"
  | "a conversation, as the example has one"
  | "a list of texts that is written as text"
  | "the only field whose example is written text";

/** What a model takes: some of its fields by name and how many more there are; null where only its example tells. */
export type Takes = { fields: string[]; more: number } | null;

/** What a file is told to be by its address. */
export type FileKind = "image" | "video" | "audio" | "text" | "archive" | "model";

const fileWords: Record<FileKind, string> = {
  image: "a picture",
  video: "a video",
  audio: "sound",
  text: "a document",
  archive: "an archive",
  model: "a 3D model",
};

function takes(model: Takes): string {
  if (model === null) return "only what its example shows";
  if (model.fields.length === 0) return "no input at all";
  return model.fields.join(", ") + (model.more > 0 ? ` and ${model.more} more` : "");
}

interface OfField {
  field: string;
}

/** An address as it is told, or null for what is none. */
interface OfFile {
  address: string | null;
}
const file = ({ address }: OfFile) => address ?? "that is no web address";

/** What of a request does not reach the model, or only perhaps. */
export const placementIssues = {
  prompt_without_schema:
    "The prompt has no place: the model came without a schema and its example shows no text.",
  prompt_not_sent: (values: { takes: Takes }) =>
    `This model takes no text, so the prompt is not sent. It takes ${takes(values.takes)}.`,
  prompt_without_place: ({ field }: OfField) =>
    `The prompt has no place of its own: no field needs it, and ${field} may be meant for it.`,
  prompt_half_sure: ({ field, rule }: OfField & { rule: PromptRule }) =>
    `The prompt stands in ${field} (${rule}), and nothing says that ${field} is meant for it.`,
  prompt_not_used: ({ field }: OfField) => `The prompt is not used: ${field} is empty.`,
  attachment_without_place: (values: OfFile & { takes: Takes }) =>
    `The attachment ${file(values)} has no place in this model's input, which takes ${takes(values.takes)}.`,
  attachment_place_taken: (values: OfFile & OfField) =>
    `The attachment ${file(values)} has no place: ${values.field} takes one file and already has one.`,
  attachment_not_used: (values: OfFile) => `The attachment ${file(values)} is not used.`,
  attachment_names_unknown_field: (values: OfField & { takes: Takes }) =>
    `An attachment names the field ${values.field}, which this model does not have. It takes ${takes(values.takes)}.`,
  file_required: ({ field }: OfField) =>
    `${field} is required and nothing was given for it; the example's own file is not used.`,
  unreachable: ({ name, why }: { name: string; why: Said }, say: Say) =>
    `${name} cannot be fetched by the provider: ${say(why)}.`,
  no_web_address: "it is not a web address",
  foreign_scheme: ({ scheme }: { scheme: string }) => `${scheme} addresses are not web addresses`,
  private_address: "its address is a private one",
  this_machine: "localhost is this machine only",
  name_inside_network: ({ host }: { host: string }) => `${host} is a name inside a network`,
  wrong_file: ({ name, wanted, is }: { name: string; wanted: FileKind; is: FileKind }) =>
    `${name} wants ${fileWords[wanted]}, and this is ${fileWords[is]}.`,
} as const satisfies Record<string, Sentence>;

/** What would bring it there. */
export const placementFixes = {
  put_prompt_in: ({ field }: OfField) => `Put the prompt in ${field}.`,
  put_prompt_in_if_meant: ({ field }: OfField) => `Put the prompt in ${field}, if that is what it is for.`,
  acknowledge_if_prompt_field: ({ field }: OfField) =>
    `Acknowledge it if ${field} is for the prompt, or put the prompt where it belongs.`,
  take_away_or_name_field: "Take the attachment away, or name the field it belongs in.",
  name_other_field_or_take_away: "Name another field for it, or take it away.",
  put_in: ({ field }: OfField) => `Put it in ${field}.`,
  name_known_field: "Name one of the model's fields.",
  attach_file_for: ({ field }: OfField) => `Attach a file for ${field}.`,
  use_public_address: "Use a public address.",
  give_file: ({ kind }: { kind: FileKind }) => `Give ${fileWords[kind]}, or name another field for it.`,
  prompt_put_in: ({ field }: OfField) => `The prompt put in ${field}`,
  prompt_rule: ({ rule }: { rule: PromptRule }) => `${rule}.`,
} as const satisfies Record<string, Sentence>;
