import type { Run } from "@/lib/contracts/run";
import { apiKey } from "./server";

interface CreateBody {
  prompt: string;
  model?: string | undefined;
  hitl_config?: object;
  [key: string]: unknown;
}

/** What lets a run go on, and so says which question it answers. */
const bound = new Set(["approve", "edit", "retry"]);

/** An API client of the app under test, with the admin key. */
export class Client {
  constructor(private readonly url: string) {}

  async send(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/json",
        // A test may be too busy to notice that the server has closed a connection it was about to use again.
        connection: "close",
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  private async run(response: Response): Promise<Run> {
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return response.json();
  }

  async create(body: CreateBody): Promise<Run> {
    return this.run(await this.send("POST", "/api/hitl/runs", { model: "sandbox:sandbox/image", ...body }));
  }

  async get(runId: string): Promise<Run> {
    return this.run(await this.send("GET", `/api/hitl/runs/${runId}`));
  }

  /** Answers the question that is open, as one who has just looked. */
  async decide(runId: string, verb: string, body: object = {}): Promise<Run> {
    const token = bound.has(verb) ? (await this.get(runId)).approval_token : null;
    const named = token === null ? body : { approval_token: token, ...body };
    return this.run(await this.send("POST", `/api/hitl/runs/${runId}/${verb}`, named, { prefer: "wait=10" }));
  }

  /** Adds a person who may sign in. */
  async addPerson(person: { name: string; email: string; password: string; role: string }): Promise<void> {
    const response = await this.send("POST", "/api/people", person);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }
}
