import type { IncomingMessage, ServerResponse } from "node:http";

const ready = "/api/health/ready";

/** A process that is about to stop says so for a while and serves on: a proxy sends its requests elsewhere first. */
export interface Leaving {
  /** From now on it is not ready; resolves once whoever asks for that had the time to. */
  leave(): Promise<void>;
  /**
   * Sees to who asks whether a process that leaves is ready.
   * @returns true when the request is answered
   */
  answered(request: IncomingMessage, response: ServerResponse): boolean;
}

/** @param seconds how long it says so before it stops */
export function createLeaving(seconds: number): Leaving {
  let leaves = false;
  return {
    async leave() {
      leaves = true;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    },
    answered({ url = "" }, response) {
      if (!leaves || url.split("?", 1)[0] !== ready) return false;
      response.writeHead(503, { "content-type": "application/problem+json", "cache-control": "no-store" });
      response.end(
        JSON.stringify({ title: "Not ready", status: 503, detail: "This instance is about to stop." }),
      );
      return true;
    },
  };
}
