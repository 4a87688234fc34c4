import type { Client } from "openapi-fetch";
import { follow, type RunEvent } from "./events.js";
import type { components, operations, paths } from "./schema.js";
import { take, takeResponse } from "./sending.js";

export type Run = components["schemas"]["Run"];
export type RunSummary = components["schemas"]["RunSummary"];
export type NewRun = components["schemas"]["CreateRun"];
export type Edits = components["schemas"]["EditBody"]["edits"];
export type RunQuery = Omit<NonNullable<operations["listRuns"]["parameters"]["query"]>, "cursor" | "limit">;
export type { RunEvent };

type Body<Name extends "ApproveBody" | "EditBody" | "RejectBody" | "RetryBody" | "ForkBody"> =
  components["schemas"][Name];
/** What a decision may say beside what binds it: that comes from the run. */
type Saying<Name extends "ApproveBody" | "EditBody" | "RejectBody" | "RetryBody"> = Omit<
  Body<Name>,
  "approval_token" | "payload_digest" | "answer_digest" | "edits"
>;

/** A run as its decision needs it: which one, and which question was seen. */
export type Seen = Pick<Run, "run_id" | "approval_token">;

export interface Waiting {
  /** Ends the waiting with its reason. */
  signal?: AbortSignal;
}

export interface Creating extends Waiting {
  /** Makes it safe to create again after a broken connection, or after a crash of yours: give your own order's number. */
  idempotencyKey?: string;
  /** For how many seconds, 0 to 30, the answer may wait for the run to come to rest. */
  waitSeconds?: number;
}

export interface Following extends Waiting {
  /** Only what comes after this entry's number. */
  after?: number;
}

const ended = new Set<string>(["completed", "failed", "cancelled", "expired"]);

export type Runs = ReturnType<typeof createRuns>;

/** Runs, by the operations of the wire contract. Each throws CountersignError when it is refused. */
export function createRuns(api: Client<paths>, sent: (path: string, init: RequestInit) => Promise<Response>) {
  const at = (id: string) => ({ params: { path: { id } } });
  const get = (path: string, headers: Record<string, string>, signal?: AbortSignal) =>
    sent(path, { headers, ...(signal ? { signal } : {}) });
  const pathOf = (id: string) => `/api/hitl/runs/${encodeURIComponent(id)}`;

  const one = (id: string, { signal }: Waiting = {}): Promise<Run> =>
    take(api.GET("/api/hitl/runs/{id}", { ...at(id), ...(signal ? { signal } : {}) }));

  /** The entries of its log, the past ones and those to come, each once; it ends after the run's last. */
  const events = (id: string, { after = 0, signal }: Following = {}): AsyncGenerator<RunEvent> =>
    follow(
      (lastId, live) =>
        get(`${pathOf(id)}/events`, { accept: "text/event-stream", "last-event-id": lastId }, live),
      after,
      signal,
    );

  return {
    /** Asks for a run. It may wait for a person: see `ended`. Sent again after a broken connection it is the same run. */
    create(run: NewRun, { idempotencyKey = crypto.randomUUID(), waitSeconds = 5, signal }: Creating = {}) {
      const header = { "Idempotency-Key": idempotencyKey, Prefer: `wait=${waitSeconds}` };
      return take(
        api.POST("/api/hitl/runs", { body: run, params: { header }, ...(signal ? { signal } : {}) }),
      );
    },

    get: one,

    /** Runs that match, page by page behind the scenes. */
    async *list(query: RunQuery = {}, { signal }: Waiting = {}): AsyncGenerator<RunSummary, void, void> {
      let cursor: string | null | undefined;
      do {
        const page = await take(
          api.GET("/api/hitl/runs", {
            params: { query: { ...query, limit: 200, ...(cursor ? { cursor } : {}) } },
            ...(signal ? { signal } : {}),
          }),
        );
        yield* page.data;
        cursor = page.next_cursor;
      } while (cursor);
    },

    events,

    /** The run once it is over: completed, failed, cancelled or expired. A person may take hours: give a signal. */
    async ended(id: string, { signal }: Waiting = {}): Promise<Run> {
      const options = signal ? { signal } : {};
      for (;;) {
        const run = await one(id, options);
        if (ended.has(run.status)) return run;
        for await (const entry of events(id, options)) if (ended.has(entry.status)) break;
      }
    },

    /** Signs what `run` asks about. Refused (`stale_review`) when that is no longer the question. */
    approve: (run: Seen, saying: Saying<"ApproveBody"> = {}): Promise<Run> =>
      take(
        api.POST("/api/hitl/runs/{id}/approve", { ...at(run.run_id), body: { ...saying, ...bound(run) } }),
      ),

    /** Changes the payload or the answer, and signs it as changed; with `approve: false` it waits on. */
    edit: (run: Seen, edits: Edits, saying: Partial<Saying<"EditBody">> = {}): Promise<Run> =>
      take(
        api.POST("/api/hitl/runs/{id}/edit", {
          ...at(run.run_id),
          body: { approve: true, ...saying, edits, ...bound(run) },
        }),
      ),

    reject: (run: Seen, reason: string, saying: Saying<"RejectBody"> = {}): Promise<Run> =>
      take(
        api.POST("/api/hitl/runs/{id}/reject", {
          ...at(run.run_id),
          body: { ...saying, reason, ...bound(run) },
        }),
      ),

    /** Calls once more: after a failed call, or in place of the answer that is asked about. */
    retry: (run: Seen, saying: Saying<"RetryBody"> = {}): Promise<Run> =>
      take(api.POST("/api/hitl/runs/{id}/retry", { ...at(run.run_id), body: { ...saying, ...bound(run) } })),

    cancel: (id: string, reason?: string): Promise<Run> =>
      take(
        api.POST("/api/hitl/runs/{id}/cancel", { ...at(id), body: reason === undefined ? {} : { reason } }),
      ),

    fork: (id: string, body: Body<"ForkBody"> = {}): Promise<Run> =>
      take(api.POST("/api/hitl/runs/{id}/fork", { ...at(id), body })),

    /** One of its files, `outputs[index]`: read `body`, `blob()` or `arrayBuffer()` of the response. */
    output: (id: string, index: number, { signal }: Waiting = {}): Promise<Response> =>
      takeResponse(get(`${pathOf(id)}/outputs/${index}`, {}, signal)),

    /** The signed statements of what was approved: see `checkReceipt`. */
    async receipts(id: string): Promise<string[]> {
      const { data } = await take(api.GET("/api/hitl/runs/{id}/receipts", at(id)));
      return data.map(({ receipt }) => receipt);
    },

    /** Its whole log with its hash chain, as NDJSON: `npx countersign verify` checks it offline. */
    async evidence(id: string): Promise<string> {
      const response = await takeResponse(get(`${pathOf(id)}/evidence`, {}));
      return response.text();
    },
  };
}

function bound({ run_id, approval_token }: Seen): { approval_token: string } {
  if (!approval_token) throw new Error(`${run_id} asks nothing at present`);
  return { approval_token };
}
