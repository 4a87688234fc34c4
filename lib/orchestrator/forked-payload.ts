import { isJsonObject, type JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import { pointer } from "@/lib/core/json-pointer";
import { mergePatch } from "@/lib/core/merge-patch";
import type { FixedProposal } from "@/lib/providers/contract";
import type { StoredRun } from "@/lib/store/load-run";
import { KeptRequest } from "./request";

/**
 * What a fork would run instead of what is proposed: its parent's payload, or the proposed one, with the
 * fork's own edits.
 * @returns null for a run that is no fork, or when nothing would differ
 */
export function forkedPayload(stored: StoredRun, proposed: FixedProposal): JsonObject | null {
  const { fork } = KeptRequest.parse(stored.request);
  if (!fork) return null;
  const edited = stored.state.decisions.some(({ action }) => action === "edit");
  const forked = edited
    ? mergePatch(proposed.payload, beside(fork.patch, proposed))
    : mergePatch(fork.payload ?? proposed.payload, fork.patch);
  return isJsonObject(forked) && digestOf(forked) !== digestOf(proposed.payload) ? forked : null;
}

/** Once a person has edited the request, what was built from their words and files stands (law 5). */
function beside(patch: JsonObject, { placements }: FixedProposal): JsonObject {
  const placed = (key: string) =>
    placements.some((one) => one.pointer === pointer([key]) || one.pointer.startsWith(`${pointer([key])}/`));
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !placed(key)));
}
