import type { EventView } from "@/lib/contracts/event";
import type { DecisionAction } from "@/lib/contracts/words";

/** Decisions that were just made and have not gone out yet. */
export interface UndoOffer {
  action: DecisionAction;
  /** The runs, each with the token of the question that was answered, and the version in which it was asked. */
  runs: { run_id: string; approval_token: string; version: number }[];
  /** When they go out, by this browser's clock in milliseconds. */
  until: number;
  /** How long that was when they were made. */
  seconds: number;
  /** It was asked for before the decisions were known. */
  asked: boolean;
}

let offer: UndoOffer | null = null;
const listeners = new Set<() => void>();

/** Offers to take back what was just decided, in place of what was offered before; null takes the offer away. */
export function offerUndo(next: UndoOffer | null) {
  offer = next;
  for (const listener of listeners) listener();
}

/** What is left of an offer without some runs; null when nothing is. */
export function offerWithout(offer: UndoOffer | null, runIds: readonly string[]): UndoOffer | null {
  if (!offer?.runs.some(({ run_id }) => runIds.includes(run_id))) return offer;
  const runs = offer.runs.filter(({ run_id }) => !runIds.includes(run_id));
  return runs.length > 0 ? { ...offer, runs } : null;
}

/** Offers these runs no more: they are being taken back. */
export function withdrawUndo(runIds: readonly string[]) {
  const left = offerWithout(offer, runIds);
  if (left !== offer) offerUndo(left);
}

/** A decision was taken back, in another window for one; an earlier one than what is offered, as a slow stream tells of it, says nothing. */
export function hearUndone({ run_id, seq }: Pick<EventView, "run_id" | "seq">) {
  if (offer?.runs.some((run) => run.run_id === run_id && run.version < seq)) withdrawUndo([run_id]);
}

export function undoOffer(): UndoOffer | null {
  return offer;
}

export function onUndoOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
