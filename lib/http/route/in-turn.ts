// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.turns");
const shared: typeof globalThis & { [slot]?: Map<string, Promise<unknown>> } = globalThis;
shared[slot] ??= new Map();
const lines = shared[slot];

/** Runs works of the same key one after the other within this process; one that fails does not stop the next. */
export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const turn = (lines.get(key) ?? Promise.resolve()).then(work, work);
  lines.set(key, turn);
  const leave = () => {
    if (lines.get(key) === turn) lines.delete(key);
  };
  turn.then(leave, leave);
  return turn;
}
