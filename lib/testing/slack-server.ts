import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseJson } from "@/lib/contracts/json-text";

export interface PostedMessage {
  ts: string;
  text: string;
  blocks: unknown;
  metadata: unknown;
  edited: boolean;
}

/** What answers the next call in place of the method. */
type Trouble = { error: string } | { retryAfter: number } | "hangs_up";

/**
 * As much of Slack's Web API as a bot needs for one channel, by its documentation: form bodies, a bearer token, `ok` and
 * `error`, 429 with Retry-After.
 */
export class SlackServer implements AsyncDisposable {
  readonly token = "xoxb-test-token";
  readonly channel = "C0123456789";
  readonly messages: PostedMessage[] = [];
  readonly calls: string[] = [];
  /** Taken by the next call of a method. */
  readonly trouble: Trouble[] = [];
  private count = 0;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<SlackServer> {
    const slack = new SlackServer();
    await new Promise<void>((resolve) => slack.server.listen(0, "127.0.0.1", resolve));
    return slack;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = new URLSearchParams(Buffer.concat(parts).toString("utf8"));
    const method = (request.url ?? "").replace(/^\/api\//, "");
    this.calls.push(method);
    const trouble = this.trouble.shift();
    // The message is there, and its answer is not.
    if (trouble === "hangs_up") {
      this.does(method, body);
      request.socket.destroy();
      return;
    }
    if (trouble !== undefined && "retryAfter" in trouble) {
      response.writeHead(429, { "retry-after": String(trouble.retryAfter) }).end();
      return;
    }
    const isOurs = request.headers.authorization === `Bearer ${this.token}`;
    const answer =
      trouble !== undefined
        ? { ok: false, error: trouble.error }
        : isOurs
          ? this.does(method, body)
          : { ok: false, error: "invalid_auth" };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  private does(method: string, body: URLSearchParams): object {
    if (body.get("channel") !== this.channel) return { ok: false, error: "channel_not_found" };
    const json = (name: string) => {
      const text = body.get(name);
      return text === null ? undefined : parseJson(text);
    };
    const { channel } = this;
    switch (method) {
      case "chat.postMessage": {
        const ts = `${Math.floor(Date.now() / 1000)}.${String(++this.count).padStart(6, "0")}`;
        const said = { text: body.get("text") ?? "", blocks: json("blocks"), metadata: json("metadata") };
        this.messages.push({ ts, ...said, edited: false });
        return { ok: true, channel, ts };
      }
      case "chat.update": {
        const there = this.messages.find(({ ts }) => ts === body.get("ts"));
        if (!there) return { ok: false, error: "message_not_found" };
        Object.assign(there, { text: body.get("text") ?? "", blocks: json("blocks"), edited: true });
        return { ok: true, channel, ts: there.ts };
      }
      case "conversations.history": {
        const since = Number(body.get("oldest") ?? 0);
        const messages = this.messages.filter(({ ts }) => Number(ts) >= since).toReversed();
        return { ok: true, messages: messages.slice(0, Number(body.get("limit") ?? 100)), has_more: false };
      }
      default:
        return { ok: false, error: "unknown_method" };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
