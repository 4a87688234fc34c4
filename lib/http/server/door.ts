import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerWithin, idleConnection, lastCall, requestHead } from "../limits";

/** An HTTP server that can be closed without cutting an answer off. */
export interface Door {
  server: Server;
  /**
   * Resolves once it listens, and rejects when it cannot.
   * @param notTaken hears of a connection that the system would not hand over later, which is no reason to end
   */
  listen(port: number, host: string | undefined, notTaken: (error: Error) => void): Promise<void>;
  /**
   * Takes no new connections, lets requests in flight be answered, and resolves when the last one is.
   * @param ms the longest wait, in milliseconds; what is still open then is cut off
   */
  close(ms?: number): Promise<void>;
}

/** Makes a server that answers with `answer`; it does not listen yet. */
export function createDoor(
  answer: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
): Door {
  const open = new Set<ServerResponse>();
  let closing = false;
  let quiet: NodeJS.Timeout | undefined;

  // Somebody who had just connected may be about to ask.
  const whenQuiet = () => {
    server.closeIdleConnections();
    clearTimeout(quiet);
    if (open.size === 0) quiet = setTimeout(() => server.closeAllConnections(), lastCall);
  };
  const server = createServer((request, response) => {
    open.add(response);
    response.once("close", () => {
      open.delete(response);
      if (closing) whenQuiet();
    });
    if (closing) {
      clearTimeout(quiet);
      response.setHeader("connection", "close");
    }
    void answer(request, response);
  });
  server.keepAliveTimeout = idleConnection;
  server.headersTimeout = requestHead;
  return {
    server,
    listen(port, host, notTaken) {
      return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, host, () => {
          server.off("error", reject);
          server.on("error", notTaken);
          resolve();
        });
      });
    },
    close(ms = answerWithin) {
      closing = true;
      for (const response of open) if (!response.headersSent) response.setHeader("connection", "close");
      return new Promise((resolve) => {
        const cutOff = setTimeout(() => server.closeAllConnections(), ms);
        server.close(() => {
          clearTimeout(cutOff);
          clearTimeout(quiet);
          resolve();
        });
        whenQuiet();
      });
    },
  };
}
