import type { HeldBack } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { quoted, said } from "@/lib/contracts/sentences";
import type { RunState } from "@/lib/core/state";
import { holdOn, holdsOn, isHoldOn, type StoredHold } from "@/lib/store/holds";
import type { Context } from "../context";

/** What a call waits for: its provider or its guard, our own queue, or a hold, which may have no end of its own. */
export interface AnyWait extends Pick<HeldBack, "kind" | "hold_id"> {
  until: Date | null;
  reason: Said;
}

/** What a hold makes a call wait for; without an end of its own it lasts until somebody ends it. */
export interface HoldWait extends AnyWait {
  kind: "hold";
  hold_id: string;
}

/** A hold as what a call waits for. */
export function waitOf({ id, until, why, madeBy }: StoredHold): HoldWait {
  const reason = said("held_by", { name: madeBy.name, why: quoted(why) });
  return { kind: "hold", hold_id: id, until, reason };
}

/**
 * The hold that a call would wait for now, or null. A look beforehand, which spares the work for a call that is not
 * going to be sent; whether it may be sent is decided at the fence alone (`passFence`).
 */
export async function holdAhead(
  { db, clock }: Context,
  call: { state: Pick<RunState, "model" | "created_by">; userId: string | null },
): Promise<HoldWait | null> {
  const hold = await holdOn(db.prisma, call, clock());
  return hold && waitOf(hold);
}

/** Of the holds that these runs say they wait for, those that are on. */
export async function holdsStillOn(
  { db, clock }: Pick<Context, "db" | "clock">,
  runs: readonly Pick<RunState, "attempt">[],
): Promise<ReadonlySet<string>> {
  if (!runs.some(({ attempt }) => attempt?.held_back_by?.kind === "hold")) return new Set();
  return new Set((await holdsOn(db.prisma, clock())).map(({ id }) => id));
}

/** Whether a hold is on. */
export function isOn({ db, clock }: Pick<Context, "db" | "clock">, id: string): Promise<boolean> {
  return isHoldOn(db.prisma, id, clock());
}
