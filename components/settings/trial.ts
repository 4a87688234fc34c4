import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { TryRules } from "@/lib/contracts/rules";
import type { PolicyName, Role, RunPath } from "@/lib/contracts/words";

/** A request to be tried, as it is typed. */
export interface Trial {
  model: string;
  prompt: string;
  policy: PolicyName;
  role: Role;
  path: RunPath;
  /** Null where none is meant. */
  key: string | null;
  person: string | null;
  metadata: string;
}

export const emptyTrial: Trial = {
  model: "",
  prompt: "",
  policy: "auto",
  role: "requester",
  path: "hitl",
  key: null,
  person: null,
  metadata: "",
};

/** The metadata that was typed; null where it is no JSON object. */
export function metadataOf(typed: string): JsonObject | null {
  if (typed.trim() === "") return {};
  try {
    const parsed = parseJson(typed);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The trial on the wire; null while something of it is missing or wrong. */
export function trialBody(trial: Trial): TryRules | null {
  const metadata = metadataOf(trial.metadata);
  const [model, prompt] = [trial.model.trim(), trial.prompt.trim()];
  if (metadata === null || model === "" || prompt === "") return null;
  const { policy, role, path, key, person } = trial;
  return {
    // A one-shot request asks nobody by itself.
    run: { model, prompt, metadata, hitl_config: { policy: path === "legacy" ? "auto" : policy } },
    as: { role, path, ...(key !== null && { key_id: key }), ...(person !== null && { user_id: person }) },
  };
}
