import type { Wait } from "@/lib/providers/contract";
import type { Context } from "../context";
import type { HoldWait } from "../holds/wait-of-hold";

/** When an attempt's job is to run again: at its own time, held back by something else, or not at all. */
export type Again = Date | Wait | HoldWait | null;

/** The time `ms` milliseconds from now. */
export function later(context: Context, ms: number): Date {
  return new Date(context.clock().getTime() + ms);
}
