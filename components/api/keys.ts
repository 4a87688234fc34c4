import { printJson } from "@/lib/contracts/json-text";
import type { ListRuns } from "@/lib/contracts/list-runs";

export type RunFilter = Partial<Omit<ListRuns, "cursor">>;

/** Names of what the query cache holds; a prefix invalidates everything under it. */
export const keys = {
  lists: ["runs"],
  list: (filter: RunFilter) => ["runs", filter],
  waiting: ["waiting"],
  waitingNumber: ["waiting", "number"],
  everyRun: ["run"],
  run: (runId: string) => ["run", runId],
  input: (runId: string, address: string) => ["input", runId, address],
  events: (runId: string) => ["run", runId, "events"],
  receipts: (runId: string) => ["run", runId, "receipts"],
  revisions: (runId: string) => ["run", runId, "revisions"],
  revision: (runId: string, number: number, from?: number) => ["revision", runId, number, from ?? null],
  models: ["models"],
  providers: ["providers"],
  people: ["people"],
  sessions: (personId: string) => ["sessions", personId],
  apiKeys: ["api-keys"],
  rules: ["rules"],
  groups: ["groups"],
  budgets: ["budgets"],
  webhooks: ["webhooks"],
  webhookDeliveries: (id: string) => ["webhooks", id, "deliveries"],
  health: ["health"],
  holds: ["holds"],
  settings: ["settings"],
  audit: (filter: object) => ["audit", filter],
  // As text: what the cache makes of a key knows no BigInt.
  preview: (body: unknown) => ["preview", printJson(body)],
  metrics: (asked: object) => ["metrics", asked],
  rollout: ["rollout"],
  shadow: (days: number) => ["shadow", days],
} as const;
