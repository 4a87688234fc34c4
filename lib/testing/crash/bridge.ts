import { createServer, type IncomingMessage, type Server } from "node:http";
import { routes } from "./routes";

/** Serves the route handlers over plain HTTP, without the framework around them, so that a process starts at once. */
export function createBridge(): Server {
  return createServer(async (incoming, outgoing) => {
    try {
      const response = await answer(await requestOf(incoming));
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      for await (const chunk of response.body ?? []) outgoing.write(chunk);
      outgoing.end();
    } catch (error) {
      outgoing.destroy(error instanceof Error ? error : undefined);
    }
  });
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
  });
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  for (const { pattern, handlers } of routes) {
    const match = pattern.exec(pathname);
    const handler = handlers[request.method as "GET" | "POST" | "DELETE"];
    if (match && handler) return handler(request, { params: Promise.resolve({ ...match.groups }) });
  }
  return new Response(null, { status: 404 });
}
