export interface Notice {
  message: string;
  kind: "plain" | "done" | "failed";
}

let waiting: Notice[] = [];
let everUsed = false;
const listeners = new Set<() => void>();

/** Says something in passing. It is kept until whatever shows notices has been loaded. */
export function notify(message: string, kind: Notice["kind"] = "plain") {
  waiting.push({ message, kind });
  everUsed = true;
  for (const listener of listeners) listener();
}

/** Takes what has not been shown yet. */
export function takeNotices(): Notice[] {
  const taken = waiting;
  waiting = [];
  return taken;
}

export function noticesWanted(): boolean {
  return everUsed;
}

export function onNotice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
