import type { EventView } from "@/lib/contracts/event";
import { minutesAgo } from "./clock";
import { system } from "./people";

export function makeEvent(over: Partial<EventView> = {}): EventView {
  return {
    id: 1,
    type: "run_created",
    run_id: "run_01jc4m8qv2x7",
    seq: 1,
    step: "created",
    status: "queued",
    actor: system,
    at: minutesAgo(8),
    message: "Run created",
    data: {},
    ...over,
  };
}
