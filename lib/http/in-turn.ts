const lines = new Map<string, Promise<unknown>>();

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
