import { z } from "zod";
import type { CreateRun } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import { DecisionAction, RunStatus, Step } from "@/lib/contracts/words";
import type { Ledger, SentCreate, SentDecision } from "./ledger";

/** What a scene needs to see of a run. */
const Run = z.looseObject({
  run_id: z.string(),
  status: RunStatus,
  current_step: Step,
  version: z.number(),
  actions_required: z.array(DecisionAction),
  approval_token: z.string().nullable(),
});
type Run = z.infer<typeof Run>;

/** The server died, or was not there, while it was asked. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/** The server answered, but did not do it. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Longer than any answer should take, so that a hung server is found out. */
const patience = 60_000;

/** What lets a run go on, and so says which question it answers. */
const bound = new Set<SentDecision["action"]>(["approve", "edit", "retry"]);

/** Calls the API as a client would, and writes down what it was promised. */
export class ApiClient {
  /** How often a budget refused. */
  refusals = 0;

  constructor(
    private readonly url: string,
    private readonly apiKey: string,
    private readonly ledger: Ledger,
    private readonly newNumber: () => number,
  ) {}

  /** Creates a run; with `keyed` it is sent under an Idempotency-Key. Waits for it to rest, up to `wait` seconds. */
  async create(body: CreateRun, { keyed = false, wait = 5 } = {}): Promise<Run> {
    const nonce = `n${this.newNumber()}`;
    const sent: SentCreate = {
      nonce,
      body: { ...body, metadata: { nonce } },
      key: keyed ? `key-${nonce}` : null,
      runId: null,
    };
    this.ledger.creates.push(sent);
    return this.sendCreate(sent, wait);
  }

  /** Sends a create that had a key and got no answer once more, as clients do after a crash. */
  async repeat(sent: SentCreate): Promise<Run> {
    this.ledger.repeated += 1;
    return this.sendCreate(sent, 0);
  }

  private async sendCreate(sent: SentCreate, wait: number): Promise<Run> {
    const headers = { prefer: `wait=${wait}`, ...(sent.key === null ? {} : { "idempotency-key": sent.key }) };
    const run = await this.send("/api/hitl/runs", sent.body, headers);
    if (sent.runId !== null && sent.runId !== run.run_id)
      this.ledger.unexpected.push(`${sent.key} made ${sent.runId} and then ${run.run_id}`);
    sent.runId = run.run_id;
    return run;
  }

  /** Decides as one who has just looked, and waits up to `wait` seconds for the run to come to rest again. `body` is what the action needs besides its message. */
  async decide(runId: string, action: SentDecision["action"], body: JsonObject = {}, wait = 5): Promise<Run> {
    const token = bound.has(action) ? (await this.run(runId)).approval_token : null;
    const message = `m${this.newNumber()}`;
    const sent: SentDecision = { runId, action, message, acknowledged: false };
    this.ledger.decisions.push(sent);
    const said = action === "reject" || action === "cancel" ? { reason: message } : { message };
    const run = await this.send(
      `/api/hitl/runs/${runId}/${action === "comment" ? "comments" : action}`,
      { ...(token !== null && { approval_token: token }), ...body, ...said },
      { prefer: `wait=${wait}` },
    );
    sent.acknowledged = true;
    return run;
  }

  /** Takes the run's held decision back. */
  async undo(runId: string): Promise<Run> {
    return this.send(`/api/hitl/runs/${runId}/undo`, {});
  }

  /** Says that one is at it. */
  async claim(runId: string): Promise<Run> {
    return this.send(`/api/hitl/runs/${runId}/claim`, {});
  }

  /** Takes one's claim back. */
  async release(runId: string): Promise<Run> {
    return this.send(`/api/hitl/runs/${runId}/release`, {});
  }

  /** Erases what was said of a run that has ended. */
  async erase(runId: string): Promise<void> {
    const answered = this.ledger.erasures.get(runId) ?? false;
    this.ledger.erasures.set(runId, answered);
    await this.json(`/api/hitl/runs/${runId}/documents`, {}, {}, "DELETE");
    this.ledger.erasures.set(runId, true);
  }

  async run(runId: string): Promise<Run> {
    return this.send(`/api/hitl/runs/${runId}`);
  }

  /** Runs that wait for a person, in no order that matters. */
  async waiting(limit: number): Promise<string[]> {
    const path = `/api/hitl/runs?status=awaiting_human&sort=-created_at&limit=${limit}`;
    const { data } = await this.json(path).then((answer) => answer as { data: { run_id: string }[] });
    return data.map(({ run_id }) => run_id);
  }

  private async send(path: string, body?: object, headers: Record<string, string> = {}): Promise<Run> {
    return Run.parse(await this.json(path, body, headers));
  }

  private async json(
    path: string,
    body?: object,
    headers: Record<string, string> = {},
    method = body === undefined ? "GET" : "POST",
  ): Promise<unknown> {
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${this.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.apiKey}`, "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      status = response.status;
      text = await response.text();
    } catch (error) {
      this.ledger.lost += 1;
      if (error instanceof Error && error.name === "TimeoutError")
        this.ledger.unexpected.push(`${path} was not answered in ${patience / 1000} s`);
      throw new Gone(path, { cause: error });
    }
    if (status >= 200 && status < 300) return JSON.parse(text);
    // A budget that is used up refuses, as it is meant to.
    if (status === 402) this.refusals += 1;
    if (status === 402 || status === 409 || status === 412 || status === 428) this.ledger.refused += 1;
    else this.ledger.unexpected.push(`${path} answered ${status}: ${text.slice(0, 300)}`);
    throw new Refused(`${path} answered ${status}`);
  }
}
