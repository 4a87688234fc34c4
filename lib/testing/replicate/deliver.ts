import type { ServerResponse } from "node:http";
import { printJson } from "@/lib/contracts/json-text";
import { type Plain, refuse } from "./answers";
import type { Acceptance, Answer } from "./types";

/** Whether a call answered this way is carried out all the same, and when. */
export function takesEffect(answer: Answer): Acceptance {
  switch (answer.kind) {
    case "status":
    case "never":
    case "raw":
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
    case "raw":
      response.writeHead(answer.status, answer.headers ?? { "content-type": "text/html" });
      response.end(answer.body ?? "");
      // A body that is shorter than it was said to be ends with its connection.
      if (answer.headers?.["content-length"]) response.socket?.end();
      return;
    case "bent":
      return write(response, { ...plain, body: Buffer.from(answer.bend(printJson(plain.body))) });
    case "flood":
      return flood(response, plain.status, answer.bytes);
    case "drip": {
      response.writeHead(plain.status, { "content-type": "application/json" });
      response.write(" ");
      const timer = setInterval(() => response.write(" "), answer.everyMs);
      response.on("close", () => clearInterval(timer));
      return;
    }
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
  const content = Buffer.isBuffer(body) ? body : printJson(body);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(content);
}

/** Writes as fast as it is read, until it is enough or nobody reads any more. */
function flood(response: ServerResponse, status: number, bytes: number): void {
  response.writeHead(status, { "content-type": "application/json" });
  const piece = Buffer.alloc(64 * 1024, " ");
  let left = bytes;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length;
      if (!response.write(piece)) return;
    }
    response.end();
  };
  response.on("drain", more);
  more();
}
