import type { Running } from "./start";

/** Whoever started the process and waits to hear from the application (scripts/start.mjs). */
export interface Launcher {
  started(running: Running): void;
  failed(error: unknown): void;
}

// The framework loads the application on its own and says nothing of how it went; only the global object is shared.
const slot = Symbol.for("countersign.launcher");
const shared: typeof globalThis & { [slot]?: Launcher } = globalThis;

/**
 * Resolves with the application once it works; rejects with what kept it from it.
 * @public scripts/start.mjs loads it
 */
export function awaitApplication(): Promise<Running> {
  return new Promise((started, failed) => {
    shared[slot] = { started, failed };
  });
}

/** Whoever waits for the application; undefined in development, where nobody does. */
export function launcher(): Launcher | undefined {
  return shared[slot];
}
