import type { Actor } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { english } from "@/lib/contracts/sentences";
import type { RunStatus, Step } from "@/lib/contracts/words";
import type { Effect, EventData, RunEvent } from "../events";
import { evolve } from "../evolve";
import type { RunState } from "../state";

/** What a transition gives: the run after it, the log entries that say so, and the work that follows. */
export interface Transition {
  run: RunState;
  events: RunEvent[];
  effects: Effect[];
}

interface Entry<Type extends keyof EventData> {
  data: EventData[Type];
  says: Said;
  /** Where the run is after this entry; unchanged when absent. */
  step?: Step;
  status?: RunStatus;
  /** Who did it; whoever moves the run when absent. */
  actor?: Actor;
}

/** A transition being written: every entry moves the state at once, so the next one builds on it. */
export interface Draft extends Transition {
  readonly by: Actor;
  readonly now: string;
  emit<Type extends keyof EventData>(type: Type, entry: Entry<Type>): void;
}

/** Opens a draft on `run`, acted by `by` at `now` (ISO 8601). */
export function draftOn(run: RunState, by: Actor, now: string): Draft {
  const draft: Draft = {
    run,
    events: [],
    effects: [],
    by,
    now,
    emit(type, entry) {
      const { data, says, step = draft.run.step, status = draft.run.status, actor = by } = entry;
      // The compiler cannot see that `type` and `data` come from one entry of EventData; `Entry<Type>` saw to it.
      const event = {
        run_id: run.run_id,
        seq: draft.run.version + 1,
        type,
        step,
        status,
        actor,
        at: now,
        message: english(says),
        data: says.code === "quoted" ? data : { ...data, said: says },
      } as RunEvent;
      draft.events.push(event);
      draft.run = evolve(draft.run, event);
    },
  };
  return draft;
}

/** What the draft came to. */
export function finish({ run, events, effects }: Draft): Transition {
  return { run, events, effects };
}
