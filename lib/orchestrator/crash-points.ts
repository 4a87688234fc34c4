import type { Command } from "@/lib/core/commands";

/**
 * The named places between two steps that must each survive the process dying right there. A crash test is told when
 * one is reached; in service nobody listens.
 */
export type CrashPoint =
  | `${"create" | Command["type"]}:${"before" | "after"}-commit`
  | "call:before-send"
  | "call:after-answer"
  | "lookup:after-answer"
  | "artifact:after-copy"
  | "job:claimed"
  | "job:before-acknowledge"
  | "job:after-acknowledge";
