import type { DecisionAction } from "@/lib/contracts/words";

/** Decisions that were just made and have not gone out yet. */
export interface UndoOffer {
  action: DecisionAction;
  /** The runs, each with the token of the question that was answered. */
  runs: { run_id: string; approval_token: string }[];
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

export function undoOffer(): UndoOffer | null {
  return offer;
}

export function onUndoOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
