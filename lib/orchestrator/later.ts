import type { Context } from "./context";

/** The time `ms` milliseconds from now. */
export function later(context: Context, ms: number): Date {
  return new Date(context.clock().getTime() + ms);
}
