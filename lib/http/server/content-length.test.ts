import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, expect, test } from "vitest";
import { carryLength, restoreLength } from "./content-length";

let server: Server;
afterEach(() => server.close());

/** Answers like the framework: headers of the route one by one, but for `Content-Length`, and then the body. */
async function answered(route: Response, then: (response: ServerResponse) => void, method = "GET") {
  server = createServer((_, response) => {
    restoreLength(response);
    for (const [name, value] of carryLength(route).headers)
      if (name !== "content-length") response.appendHeader(name, value);
    then(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return fetch(`http://127.0.0.1:${port}/`, { method });
}
const headers = { "content-length": "6" };
const piped = (response: ServerResponse) => {
  response.write("abc");
  response.end("def");
};

test("an answer in parts does not lose the length that its route gave, and shows nothing else", async () => {
  const answer = await answered(new Response(null, { headers }), piped);
  expect(answer.headers.get("content-length")).toBe("6");
  expect([...answer.headers.keys()].filter((name) => name.startsWith("x-"))).toEqual([]);
  expect(await answer.text()).toBe("abcdef");
});

test("the answer to a HEAD does not lose it either", async () => {
  const answer = await answered(new Response(null, { headers }), (response) => response.end(), "HEAD");
  expect(answer.headers.get("content-length")).toBe("6");
});

test("an answer that was compressed on its way does not keep the length of before", async () => {
  const answer = await answered(new Response(null, { headers }), (response) => {
    response.setHeader("content-encoding", "identity");
    piped(response);
  });
  expect(answer.headers.get("content-length")).toBeNull();
});

test("an answer of its own is sent as it is", async () => {
  const answer = await answered(new Response(null), (response) =>
    response.writeHead(400, "No", { "content-type": "text/plain" }).end("no"),
  );
  expect([answer.status, answer.statusText, answer.headers.get("content-type")]).toEqual([
    400,
    "No",
    "text/plain",
  ]);
});
