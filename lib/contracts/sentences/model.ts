import type { Said } from "../said";
import type { Say, Sentence } from "../say";

interface AtProvider {
  /** The provider's name for people. */
  label: string;
  name: string;
  version: string | null;
}

interface OfInput {
  input: string;
}

/** What is wrong with the model of a payload, and what changed about it since it was reviewed. */
export const modelIssues = {
  revision_differs: ({ revision }: { revision: number }) =>
    `Payload revision ${revision} is not the one that was approved`,
  description_differs: "The model's description is not the one the payload was reviewed with",
  model_unknown: ({ label, name, version }: AtProvider) =>
    `${label} does not know ${version === null ? name : `version ${version} of ${name}`}, or does not show it to us, so this would be refused`,
  version_needed: ({ label, name }: Omit<AtProvider, "version">) =>
    `${label} runs ${name} by version only, and none is named, so this would be refused`,
  model_gone: ({ label, name, version }: AtProvider) =>
    `${version === null ? name : `Version ${version} of ${name}`} is not at ${label} any more; it was when this was reviewed`,
  model_changed: ({ label, name, changes }: Omit<AtProvider, "version"> & { changes: Said[] }, say: Say) =>
    `${name} changed at ${label} since this was reviewed: ${changes.map(say).join("; ")}`,
  version_changed: ({ from, to }: { from: string; to: string }) => `its version was ${from}, is ${to}`,
  input_gone: ({ input }: OfInput) => `input ${input} is gone`,
  input_new: ({ input, takes }: OfInput & { takes: string }) => `input ${input} is new and takes ${takes}`,
  input_changed: ({ input, takes }: OfInput & { takes: string }) =>
    `input ${input} changed and takes ${takes}`,
  input_differs: ({ input, was, is }: OfInput & { was: string; is: string }) =>
    `input ${input} was ${was}, is ${is}`,
  not_callable: ({ name, why }: { name: string; why: Said }, say: Say) =>
    `${name} cannot be sent to Replicate: ${say(why)}.`,
  not_named_right: ({ label, name, forms }: { label: string; name: string; forms: string[] }) =>
    `${name} cannot be sent to ${label}: its models are named ${forms.join(", ")}`,
  deployment: "deployments are not called from here: name the model itself, owner/name",
  two_versions: ({ version }: { version: string }) => `the name says one version and ${version} is another`,
  no_owner_and_name: "Replicate's models are named owner/name",
  no_version_id: ({ version }: { version: string }) => `${version} is no version's id`,
  version_of_other_model: ({ version }: { version: string }) => `the version ${version} is another model's`,
  guessed: ({ name, why }: { name: string; why: Said }, say: Say) =>
    `Replicate could not be asked what ${name} takes, so this payload is a guess: ${say(why)}`,
} as const satisfies Record<string, Sentence>;

export const modelFixes = {
  look_again: "Look at it again",
  edit_or_approve: "Look at it again: edit the payload, or approve it with a reason",
  name_other_model: ({ example }: { example: string | null }) =>
    `Name another model or version${example === null ? "" : `, such as ${example}`}`,
  name_as_owner_name: "Name another model, as owner/name.",
  name_again: "Name the model again once Replicate answers.",
} as const satisfies Record<string, Sentence>;
