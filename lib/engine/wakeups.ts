import type { Listener, Wakeups } from "@/lib/orchestrator/context";

class Waiting implements Listener {
  private news = false;
  private wake: (() => void) | null = null;

  constructor(private readonly leave: (self: Waiting) => void) {}

  tell(): void {
    this.news = true;
    this.wake?.();
  }

  async next(ms: number, signal?: AbortSignal): Promise<void> {
    if (!this.news && !signal?.aborted && ms > 0) {
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", done);
          this.wake = null;
          resolve();
        };
        const timer = setTimeout(done, ms);
        signal?.addEventListener("abort", done);
        this.wake = done;
      });
    }
    this.news = false;
  }

  close(): void {
    this.wake?.();
    this.leave(this);
  }
}

/** The wake-ups of one process. */
export interface LocalWakeups extends Wakeups {
  /** Wakes everybody: there may be news of any run. */
  announceAll(): void;
}

/** Wake-ups within one process. */
export function createWakeups(): LocalWakeups {
  const all = new Set<Waiting>();
  const byRun = new Map<string, Set<Waiting>>();
  return {
    announce(runId) {
      for (const listener of all) listener.tell();
      for (const listener of byRun.get(runId) ?? []) listener.tell();
    },
    announceAll() {
      for (const listener of all) listener.tell();
      for (const listeners of byRun.values()) for (const listener of listeners) listener.tell();
    },
    listen(runId) {
      if (runId === null) {
        const listener = new Waiting((self) => all.delete(self));
        all.add(listener);
        return listener;
      }
      const listeners = byRun.get(runId) ?? new Set<Waiting>();
      byRun.set(runId, listeners);
      const listener = new Waiting((self) => {
        listeners.delete(self);
        if (listeners.size === 0) byRun.delete(runId);
      });
      listeners.add(listener);
      return listener;
    },
  };
}
