import type { ServerResponse } from "node:http";
import { type Plain, refuse } from "./answers";
import type { Answer } from "./types";

/** Whether a call answered this way is carried out all the same. */
export function takesEffect(answer: Answer): boolean {
  switch (answer.kind) {
    case "status":
    case "never":
      return answer.accepted ?? false;
    case "drop":
      return answer.accepted;
    default:
      return true;
  }
}

/** Answers as told; `held` collects what lets late answers go. */
export async function deliver(
  response: ServerResponse,
  answer: Answer,
  plain: Plain,
  held: Set<() => void>,
): Promise<void> {
  switch (answer.kind) {
    case "normal":
      return write(response, plain);
    case "late":
      await new Promise<void>((resolve) => {
        held.add(resolve);
        if (answer.ms !== undefined) setTimeout(resolve, answer.ms).unref();
      });
      return write(response, plain);
    case "never":
      return;
    case "drop":
      response.socket?.destroy();
      return;
    case "half":
      response.writeHead(plain.status, { "content-type": "application/json", "content-length": "4096" });
      // Only when the bytes are on the wire may the connection go, or the client sees no headers.
      response.write('{"id":"', () => response.socket?.destroy());
      return;
    case "malformed":
      response.writeHead(plain.status, { "content-type": "application/json" });
      response.end(answer.body ?? '{"id": "rp000", "status":');
      return;
    case "status": {
      const { status, detail = `Scripted ${status}`, retryAfter, body } = answer;
      const refusal = refuse(status, "Scripted", detail);
      const headers: Record<string, string> = {};
      if (retryAfter !== undefined) headers["retry-after"] = String(retryAfter);
      return write(response, { ...refusal, ...(body !== undefined && { body: Buffer.from(body) }), headers });
    }
  }
}

export function write(response: ServerResponse, { status, body, headers }: Plain): void {
  const content = Buffer.isBuffer(body) ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(content);
}
