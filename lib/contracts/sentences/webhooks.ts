import type { Sentence } from "../say";

/** Where the installation tells what becomes of runs. */
export const webhooks = {
  too_many_webhooks: ({ most }: { most: number }) =>
    `There are ${most} endpoints already, and every run tells all of them.`,
  webhook_is_off: ({ name }: { name: string }) =>
    `“${name}” is switched off: it is told nothing until it is on.`,
  webhook_secrets_overlap:
    "The secret before still signs beside the new one, and a further one would end it before its time: wait until then. To end it at once, send overlap_seconds: 0.",
  webhook_partly_shown:
    "The address has dots where something is not shown: give the whole address, or leave it out to keep the one that is there.",
} as const satisfies Record<string, Sentence>;
