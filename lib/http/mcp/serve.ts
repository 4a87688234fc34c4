import {
  createMcpHandler,
  fromJsonSchema,
  type JsonSchemaType,
  type jsonSchemaValidator,
  type McpHttpHandler,
  McpServer,
} from "@modelcontextprotocol/server";
import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import { requestInHand } from "../request-id";
import { peerHeader } from "../server/client-address";
import { told } from "./told";
import { type Asked, tools } from "./tools";

/** One of our own addresses, as its route answers. */
export type Reach = (asked: Request, path: string) => Promise<Response>;

/** Arguments are checked at the address that they go to, with its own words: here all of them pass. */
const unchecked: jsonSchemaValidator = {
  // Guarantee: tools read their arguments as JSON of any form.
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

/** Of the protocol's own request nothing goes along but who asks, and from where. */
const whoAsks = [
  ...["authorization", "cookie", "origin", "host", "sec-fetch-site"],
  ...[peerHeader, "x-forwarded-for", "x-forwarded-proto", "traceparent"],
];

function requestOf(outer: Request, { method, path, body, headers }: Asked): Request {
  const own = whoAsks.flatMap((name) => {
    const value = outer.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  const id = requestInHand();
  return new Request(new URL(path, outer.url), {
    method,
    headers: {
      ...Object.fromEntries(own),
      // One line of the log leads to the other.
      ...(id !== null && { "x-request-id": id }),
      ...headers,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: printJson(body) }),
    signal: outer.signal,
  });
}

/**
 * Serves one request of the Model Context Protocol. There are no sessions: each request has a server of its own, made for
 * the one who asks, so nothing of one key is left for another, and a client that dies leaves nothing but its question.
 * @param body as it was sent, every digit kept
 * @param reach how the tools get to the API: with the same key, by the same routes, under the same limits
 */
export async function serveMcp(request: Request, body: Json, site: string, reach: Reach): Promise<Response> {
  const handler: McpHttpHandler = createMcpHandler(() => serverFor(request, site, reach), {
    maxSubscriptions: 0,
  });
  // Who speaks the protocol takes both of its forms, whatever a header leaves out.
  const headers = new Headers(request.headers);
  headers.set("accept", "application/json, text/event-stream");
  const { url, method, signal } = request;
  return handler.fetch(new Request(url, { method, headers, signal, body: printJson(body) }), {
    parsedBody: body,
  });
}

function serverFor(request: Request, site: string, reach: Reach): McpServer {
  const server = new McpServer({ name: "countersign", title: "Countersign", version: "0.1.0" });
  for (const [name, { title, description, takes, readOnly, asks }] of Object.entries(tools)) {
    const inputSchema = fromJsonSchema<Record<string, Json>>(takes as JsonSchemaType, unchecked);
    const annotations = { readOnlyHint: readOnly, openWorldHint: !readOnly };
    server.registerTool(name, { title, description, inputSchema, annotations }, async (given) => {
      const asked = asks(isJsonObject(given) ? given : {});
      const { pathname } = new URL(asked.path, request.url);
      return told(await reach(requestOf(request, asked), pathname), site);
    });
  }
  return server;
}
