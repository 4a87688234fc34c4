import { english, said } from "@/lib/contracts/sentences";
import type { CreateRunCommand } from "../commands";
import type { RunEvent } from "../events";
import { replay } from "../evolve";
import type { Transition } from "./draft";

const created = said("run_created");

/** The first entry of a new run's log, and the work that starts it. */
export function createRun(command: CreateRunCommand, now: string): Transition {
  const { type: _, run_id, by, ...data } = command;
  const event: RunEvent = {
    type: "run_created",
    run_id,
    seq: 1,
    step: "created",
    status: "queued",
    actor: by,
    at: now,
    message: english(created),
    data: { said: created, ...data },
  };
  // The process that opened a one-shot record carries it on itself.
  return { run: replay([event]), events: [event], effects: data.one_shot ? [] : [{ kind: "advance" }] };
}
