import type { RunFilter } from "./list-runs";

/** Names of what the query cache holds; a prefix invalidates everything under it. */
export const keys = {
  lists: ["runs"],
  list: (filter: RunFilter) => ["runs", filter],
  run: (runId: string) => ["run", runId],
  events: (runId: string) => ["run", runId, "events"],
  models: ["models"],
  providers: ["providers"],
  preview: (body: unknown) => ["preview", body],
} as const;
