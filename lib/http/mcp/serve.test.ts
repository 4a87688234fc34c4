import { expect, test } from "vitest";
import { identified } from "../request-id";
import { serveMcp } from "./serve";

/** Calls a tool, and gives the request by which it reaches the API. */
async function reached(headers: Record<string, string>, signal?: AbortSignal): Promise<Request | undefined> {
  const inner: Request[] = [];
  const body = {
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "request_review", arguments: { title: "x", arguments: {}, idempotency_key: "turn-1" } },
  };
  const outer = new Request("http://localhost:3000/api/mcp", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    ...(signal && { signal }),
  });
  const serve = identified((request: Request) =>
    serveMcp(request, body, "http://localhost:3000", async (asked) => {
      inner.push(asked);
      return Response.json({ ok: true });
    }),
  );
  await (await serve(outer)).text();
  return inner[0];
}

test("a tool asks the API as whoever called it, from where they called, under the same request id", async () => {
  const asker = {
    authorization: "Bearer cs_1",
    "x-countersign-peer": "203.0.113.7",
    "x-forwarded-for": "198.51.100.2",
    "x-request-id": "order-7",
  };
  const asked = await reached({ ...asker, "idempotency-key": "outer", prefer: "wait=30", "if-match": "1" });
  const told = Object.fromEntries(asked?.headers ?? []);
  expect(told).toEqual({ ...asker, "content-type": "application/json", "idempotency-key": "turn-1" });
  expect(asked?.url).toBe("http://localhost:3000/api/hitl/questions");
});

test("without an id of its own a request has one for both", async () => {
  const asked = await reached({ authorization: "Bearer cs_1" });
  expect(asked?.headers.get("x-request-id")).toMatch(/^[\w-]{20,}$/);
});

test("a client that hangs up is known to have gone", async () => {
  const gone = new AbortController();
  const asked = await reached({}, gone.signal);
  expect(asked?.signal.aborted).toBe(false);
  gone.abort();
  expect(asked?.signal.aborted).toBe(true);
});
