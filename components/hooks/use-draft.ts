import { useCallback, useMemo } from "react";
import { withoutTypedSecrets } from "@/components/schema-form/without-typed-secrets";
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
  const draft = useMemo(() => parse(stored), [stored]);
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

function parse(stored: string | null): Draft | null {
  if (!stored) return null;
  try {
    return parseJson(stored) as unknown as Draft;
  } catch {
    return null;
  }
}
