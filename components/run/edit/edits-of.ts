import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import { patchBetween } from "@/components/json/patch-between";
import { same } from "@/components/json/same";
import type { Edits } from "@/lib/contracts/decide";
import type { Run } from "@/lib/contracts/run";
import { beginDraft } from "./begin-draft";

/** What the draft changes of the run, as the wire wants it; null when it changes nothing. */
export function editsOf(run: Run, draft: Draft): Edits | null {
  const base = beginDraft(run, new Date(0));
  const edits: Edits = {};
  if (draft.prompt !== undefined && draft.prompt !== base.prompt) edits.prompt = draft.prompt;
  if (draft.attachments && !same(draft.attachments, base.attachments)) {
    // A kept address keeps the field it was given for.
    edits.attachments = draft.attachments
      .filter((url) => url.trim() !== "")
      .map((url) => run.attachments.find((attachment) => attachment.url === url) ?? { url });
  }
  if (draft.payload && !same(draft.payload, run.suggested_payload)) {
    edits.payload = patchBetween(asObject(run.suggested_payload), draft.payload);
  }
  if (draft.response !== undefined && !same(draft.response, base.response)) edits.response = draft.response;
  return Object.keys(edits).length === 0 ? null : edits;
}

/** How many leaves at the top the draft changes: what the bar counts. */
export function changeCount(edits: Edits | null): number {
  if (!edits) return 0;
  const { payload, ...others } = edits;
  return Object.keys(others).length + Object.keys(payload ?? {}).length;
}
