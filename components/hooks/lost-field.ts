/** One press of a key, as far as it matters for a field that is gone. */
interface Press {
  /** Where it goes; fields know whether they are still in the page. */
  target: unknown;
  /** In milliseconds. */
  at: number;
  /** In a field one types in. */
  typing: boolean;
  /** It leads out of a field, or sends what is in it; every other key goes on with it. */
  leaves: boolean;
}

/** After so long without a key nobody is still typing. */
const pauseMs = 2_000;

/**
 * A field may go while one types in it: its run was decided by a colleague, say. What is still typed then was meant for
 * the field, so that it is done to nothing that has come in its place.
 */
export class LostField {
  private typed: { field: Pick<Node, "isConnected">; at: number } | null = null;

  /** Whoever points at something has stopped typing. */
  forget(): void {
    this.typed = null;
  }

  /** Whether a press is still meant for a field that is gone; Escape says that one has seen it go. */
  takes({ target, at, typing, leaves }: Press): boolean {
    if (typing) {
      this.typed = !leaves && isNode(target) ? { field: target, at } : null;
      return false;
    }
    const { typed } = this;
    if (typed === null || typed.field.isConnected || leaves || at - typed.at > pauseMs) {
      this.typed = null;
      return false;
    }
    typed.at = at;
    return true;
  }
}

function isNode(target: unknown): target is Pick<Node, "isConnected"> {
  return typeof target === "object" && target !== null && "isConnected" in target;
}
