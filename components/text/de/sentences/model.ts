import type { Translated } from "@/lib/contracts/sentences";
import type { modelFixes, modelIssues } from "@/lib/contracts/sentences/model";

export const model: Translated<typeof modelIssues & typeof modelFixes> = {
  revision_differs: ({ revision }) =>
    `Fassung ${revision} der Nutzdaten ist nicht die, die freigegeben wurde`,
  description_differs: "Die Beschreibung des Modells ist nicht die, mit der die Nutzdaten geprüft wurden",
  model_unknown: ({ label, name, version }) =>
    `${label} kennt ${version === null ? name : `die Version ${version} von ${name}`} nicht oder zeigt sie uns nicht; der Aufruf würde abgewiesen`,
  version_needed: ({ label, name }) =>
    `${label} führt ${name} nur mit einer Version aus, und keine ist genannt; der Aufruf würde abgewiesen`,
  model_gone: ({ label, name, version }) =>
    `${version === null ? name : `Version ${version} von ${name}`} gibt es bei ${label} nicht mehr; bei der Prüfung gab es sie noch`,
  model_changed: ({ label, name, changes }, say) =>
    `${name} hat sich bei ${label} seit der Prüfung geändert: ${changes.map(say).join("; ")}`,
  version_changed: ({ from, to }) => `die Version war ${from} und ist ${to}`,
  input_gone: ({ input }) => `die Eingabe ${input} gibt es nicht mehr`,
  input_new: ({ input, takes }) => `die Eingabe ${input} ist neu und nimmt ${takes}`,
  input_changed: ({ input, takes }) => `die Eingabe ${input} hat sich geändert und nimmt ${takes}`,
  input_differs: ({ input, was, is }) => `die Eingabe ${input} war ${was} und ist ${is}`,
  not_callable: ({ name, why }, say) => `${name} kann nicht an Replicate gesendet werden: ${say(why)}.`,
  deployment: "Deployments werden von hier nicht aufgerufen; nennen Sie das Modell selbst als owner/name",
  two_versions: ({ version }) => `der Name nennt eine Version, und ${version} ist eine andere`,
  not_named_right: ({ label, name, forms }) =>
    `${name} kann nicht an ${label} gesendet werden: Dort heißen die Modelle ${forms.join(", ")}`,
  no_owner_and_name: "die Modelle von Replicate heißen owner/name",
  no_version_id: ({ version }) => `${version} ist keine Kennung einer Version`,
  version_of_other_model: ({ version }) => `die Version ${version} gehört zu einem anderen Modell`,
  guessed: ({ name, why }, say) =>
    `Replicate konnte nicht gefragt werden, was ${name} nimmt; diese Nutzdaten sind also geraten: ${say(why)}`,

  look_again: "Sehen Sie noch einmal hin",
  edit_or_approve:
    "Sehen Sie noch einmal hin: Bearbeiten Sie die Nutzdaten, oder geben Sie sie mit einem Grund frei",
  name_other_model: ({ example }) =>
    `Nennen Sie ein anderes Modell oder eine andere Version${example === null ? "" : `, etwa ${example}`}`,
  name_as_owner_name: "Nennen Sie ein anderes Modell, als owner/name.",
  name_again: "Nennen Sie das Modell noch einmal, sobald Replicate antwortet.",
};
