import type { JsonObject } from "@/lib/contracts/json";
import type { Context } from "@/lib/orchestrator/context";
import type { Places } from "./places";
import type { Handlers } from "./queue";
import type { Tunables } from "./tunables";

/** A job that is due and waits for a place. */
export interface OverdueJob {
  kind: string;
  payload: JsonObject;
}

interface Options {
  places: Places;
  tunables: Pick<Tunables, "patience">;
  log: Context["log"];
  /** The first `most` jobs of these lanes that are due for `ms` milliseconds and in nobody's hand. */
  overdue(lanes: string[], ms: number, most: number): Promise<OverdueJob[]>;
}

/** So many are told of at a time: those that come next. */
const most = 200;

/** Sees now and then whose jobs wait because their lane has no place left, and has it said: nobody waits unseen (law 8). */
export class HeldUp {
  private timer: NodeJS.Timeout | null = null;
  private telling: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {}

  start(handlers: Handlers): void {
    const { tunables, log } = this.options;
    this.timer = setTimeout(() => {
      this.telling = this.tell(handlers)
        .catch((error) =>
          log.warn({ event: "waits_not_told", err: error }, "Who waits for a place was not told"),
        )
        .finally(() => {
          if (this.timer) this.start(handlers);
        });
    }, tunables.patience).unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.telling;
  }

  private async tell(handlers: Handlers): Promise<void> {
    const { places, tunables, overdue } = this.options;
    const full = handlers.lanes.filter((lane) => places.leftOf(lane) <= 0);
    if (full.length === 0) return;
    for (const { kind, payload } of await overdue(full, tunables.patience, most)) {
      if (this.timer) await handlers.heldUp(kind, payload);
    }
  }
}
