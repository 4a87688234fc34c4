import { useCallback, useMemo } from "react";
import type { Json, JsonObject } from "@/lib/contracts/json";
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

/** The draft of one run: it survives a reload and whatever happens to the run meanwhile. */
export function useDraft(runId: string) {
  const [stored, store] = useStored(`countersign.draft.${runId}`);
  const draft = useMemo(() => parse(stored), [stored]);
  const save = useCallback((next: Draft | null) => store(next ? JSON.stringify(next) : null), [store]);
  return { draft, save };
}

function parse(stored: string | null): Draft | null {
  if (!stored) return null;
  try {
    return JSON.parse(stored) as Draft;
  } catch {
    return null;
  }
}
