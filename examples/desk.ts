/** A value of JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Arguments = Record<string, Json>;

/** What a person is asked: `POST /api/hitl/questions` says what else there is. */
export interface Question {
  title: string;
  body?: string;
  arguments: Arguments;
  schema?: Arguments;
  context?: Json;
  group_id?: string;
  hitl_config?: Arguments;
}

/** What came of it. Nobody answers a question that ran out or was called off. */
export type Answer =
  | {
      decision: "approved" | "rejected";
      arguments: Arguments;
      message: string | null;
      receipt: string | null;
    }
  | { decision: "none"; status: string };

/** A review desk, as a program that asks sees it. */
export interface Desk {
  /**
   * Asks, and gives the question's id.
   * @param key the same one asks the same question once, however often it is sent
   */
  ask(question: Question, key: string): Promise<string>;
  /** Waits until somebody has answered, or nobody will. */
  answerTo(id: string, signal?: AbortSignal): Promise<Answer>;
}

interface DeskOptions {
  /** Where it is: `http://localhost:3000`. */
  url: string;
  /** A requester's key. */
  key: string;
  fetch?: typeof fetch;
}

/** The desk at an address, over plain HTTP. */
export function deskAt({ url, key, fetch: reach = fetch }: DeskOptions): Desk {
  async function send(path: string, init: RequestInit): Promise<{ status: number; run: Arguments }> {
    const headers = { authorization: `Bearer ${key}`, ...init.headers };
    const response = await reach(`${url}${path}`, { ...init, headers });
    const run = await response.json();
    if (!response.ok) throw new Error(`The desk said ${response.status}: ${run.detail}`);
    return { status: response.status, run };
  }
  return {
    async ask(question, idempotency) {
      const { run } = await send("/api/hitl/questions", {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": idempotency },
        body: JSON.stringify(question),
      });
      return String(run.run_id);
    },
    async answerTo(id, signal) {
      for (;;) {
        signal?.throwIfAborted();
        const asked = { headers: { prefer: "wait=30" }, ...(signal && { signal }) };
        const { status, run } = await send(`/api/hitl/questions/${id}`, asked);
        if (status === 200)
          return (run.result as Answer | null) ?? { decision: "none", status: String(run.status) };
      }
    },
  };
}
