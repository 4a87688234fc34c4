import { once } from "node:events";
import { request as ask, createServer } from "node:http";
import { afterAll, expect, test } from "vitest";
import { answeredAtTheDoor } from "./at-the-door";

const page = "https://desk.example";
const server = createServer((request, response) => {
  if (!answeredAtTheDoor(request, response, [page])) response.end("inside");
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
afterAll(() => void server.close());

async function send(method: string, path: string, headers: Record<string, string> = {}) {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const sent = ask({ host: "127.0.0.1", port, method, path, headers });
  sent.end();
  const [response] = await once(sent, "response");
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

test.each(["TRACE", "PROPFIND", "LOCK"])("%s is 405 with a problem", async (method) => {
  const { status, headers, text } = await send(method, "/api/hitl/runs");
  expect([status, headers.allow]).toEqual([405, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"]);
  expect(JSON.parse(text)).toMatchObject({ code: "method_not_allowed", status: 405 });
});

test("a page of an origin on the list may read the API, with its key and never with a cookie", async () => {
  const wants = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const before = await send("OPTIONS", "/api/hitl/runs", { origin: page, ...wants });
  expect(before.status).toBe(204);
  expect(before.headers).toMatchObject({
    "access-control-allow-origin": page,
    "access-control-allow-headers": "authorization",
    vary: "Origin",
  });
  const then = await send("POST", "/api/hitl/runs", { origin: page });
  expect([then.text, then.headers["access-control-allow-origin"]]).toEqual(["inside", page]);
  expect(then.headers["access-control-expose-headers"]).toContain("ETag");
  for (const { headers } of [before, then]) {
    expect(headers["access-control-allow-credentials"]).toBeUndefined();
  }
});

test.each([
  ["another origin", "/api/hitl/runs", "https://evil.example"],
  ["no origin", "/api/hitl/runs", undefined],
  ["the addresses of sessions", "/api/auth/get-session", page],
  ["a page", "/sign-in", page],
])("nothing is opened to %s", async (_, path, origin) => {
  const headers: Record<string, string> = origin === undefined ? {} : { origin };
  for (const method of ["GET", "OPTIONS"]) {
    const answer = await send(method, path, { ...headers, "access-control-request-method": "POST" });
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(answer.text).toBe("inside");
  }
});
