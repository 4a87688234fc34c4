import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import type { Edits, ForkBody } from "@/lib/contracts/decide";
import { shownAddress } from "@/lib/contracts/is-file-ref";
import type { Run } from "@/lib/contracts/run";
import { patchBetween } from "@/lib/core/merge-patch";
import { sameJson } from "@/lib/core/same-json";
import { beginDraft } from "./begin-draft";

type ForkEdits = NonNullable<ForkBody["edits"]>;

/** What the draft changes of the run, as the wire wants it; null when it changes nothing. */
export function editsOf(run: Run, draft: Draft): Edits | null {
  const base = beginDraft(run, new Date(0));
  const attached = run.attachments.map(({ url }) => shownAddress(url));
  const edits: Edits = {};
  // Against the run itself: it may have moved past the step where these are edited.
  if (draft.prompt !== undefined && draft.prompt !== run.prompt) edits.prompt = draft.prompt;
  if (draft.attachments && !sameJson(draft.attachments, attached)) {
    // A kept address keeps the field it was given for, and a secret one what it is.
    edits.attachments = draft.attachments
      .filter((url) => url.trim() !== "")
      .map((url) => run.attachments.find((attachment) => shownAddress(attachment.url) === url) ?? { url });
  }
  if (draft.payload && !sameJson(draft.payload, run.suggested_payload)) {
    edits.payload_whole = draft.payload;
  }
  if (draft.response !== undefined && !sameJson(draft.response, base.response))
    edits.response = draft.response;
  return Object.keys(edits).length === 0 ? null : edits;
}

/** The draft's edit of a new run made from this one; null where it changes nothing, or is of an answer, which a new run has not. */
export function forkEditsOf(run: Run, draft: Draft): ForkEdits | null {
  if (draft.response !== undefined) return null;
  const edits = editsOf(run, draft);
  if (edits === null) return null;
  const { prompt, attachments, payload_whole } = edits;
  return {
    ...(prompt !== undefined && { prompt }),
    ...(attachments !== undefined && { attachments }),
    ...(payload_whole !== undefined && { payload_whole }),
  };
}

/** How many leaves at the top the draft changes: what the bar counts. */
export function changeCount(run: Run, edits: Edits | null): number {
  if (!edits) return 0;
  const { payload_whole: payload, ...others } = edits;
  const patch = payload ? patchBetween(asObject(run.suggested_payload), payload) : {};
  return Object.keys(others).length + Object.keys(patch).length;
}
