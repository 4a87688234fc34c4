import { useCallback, useMemo } from "react";
import { withoutTypedSecrets } from "@/components/schema-form/without-typed-secrets";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { useStored } from "./use-stored";

/** An edit that is not sent yet, and the question it was begun on. */
export interface Draft {
  approvalToken: string | null;
  revision: number | null;
  savedAt: string;
  prompt?: string;
  attachments?: string[];
  payload?: JsonObject;
  response?: Json;
}

/** The run that is edited. */
type DraftedRun = Pick<Run, "run_id" | "input_schema" | "suggested_payload">;

/**
 * The draft of one run: it survives a reload and whatever happens to the run meanwhile, but for the secrets that were
 * typed: these are kept as long as the page.
 */
export function useDraft({ run_id, input_schema, suggested_payload }: DraftedRun) {
  const [stored, store] = useStored(`countersign.draft.${run_id}`);
  const draft = useMemo(() => draftIn(stored), [stored]);
  const save = useCallback(
    (next: Draft | null) => {
      if (next === null) return store(null);
      const { payload } = next;
      const kept = payload && withoutTypedSecrets(input_schema, payload, suggested_payload);
      store(printJson(next), printJson(kept === undefined ? next : { ...next, payload: kept }));
    },
    [store, input_schema, suggested_payload],
  );
  return { draft, save };
}

/** The draft that a stored text is; null for anything that `save` did not write. */
export function draftIn(stored: string | null): Draft | null {
  if (!stored) return null;
  try {
    const value: unknown = parseJson(stored);
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (!isJsonObject(value)) return false;
  const { approvalToken, revision, savedAt, prompt, attachments, payload, response } = value;
  return (
    (approvalToken === null || typeof approvalToken === "string") &&
    (revision === null || typeof revision === "number") &&
    typeof savedAt === "string" &&
    !Number.isNaN(Date.parse(savedAt)) &&
    (prompt === undefined || typeof prompt === "string") &&
    (attachments === undefined || isTexts(attachments)) &&
    (payload === undefined || isJsonObject(payload)) &&
    [prompt, payload, response].some((edited) => edited !== undefined)
  );
}

function isTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
