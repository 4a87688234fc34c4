import type { EventView } from "@/lib/contracts/event";
import { startOfTail, tailEvents } from "@/lib/orchestrator/reading/tail-events";
import { reviewerAnn, type TestEngine } from "./engine";

const everything = { run_id: null };

/** Reads an instance's tail of all runs, from now until the function it gives is called. */
export async function follow(
  world: TestEngine,
  see: (event: EventView) => void,
): Promise<() => Promise<void>> {
  const end = new AbortController();
  const start = await startOfTail(world.context, everything);
  const tail = tailEvents(world.context, reviewerAnn, everything, start, end.signal);
  const reading = (async () => {
    for await (const event of tail) see(event);
  })();
  return async () => {
    end.abort();
    await reading;
  };
}
