import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { CreateRun } from "@/lib/contracts/create-run";
import { CodedError } from "@/lib/core/errors";
import { testApp, testKey, testPerson } from "@/lib/testing/app";
import { maxJsonValues } from "../limits";
import { route } from "./route";

const required = { code: "fault_required", values: { expected: "string" } };
const unknown = (key: string, ...known: string[]) => ({ code: "fault_unknown_key", values: { key, known } });

const app = await testApp();
const requester = await testKey(app, "requester");
const reviewer = await testKey(app, "reviewer");
const { cookie } = await testPerson(app, "requester");
const url = "http://localhost:3000/api/thing";

beforeEach(() => {
  app.lines.length = 0;
});

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  const all = { "content-type": "application/json", authorization: requester.authorization, ...headers };
  return new Request(url, { method: "POST", headers: all, body, duplex: "half" } as RequestInit);
}

const echo = route(
  { body: z.strictObject({ a: z.number().optional(), b: z.strictObject({ c: z.string() }).optional() }) },
  ({ body }) => ({ body }),
);
const any = route({ body: z.json() }, ({ body }) => ({ body }));

async function problem(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const body = await response.json();
  expect(body.status).toBe(response.status);
  expect(body).toMatchObject({ type: `urn:countersign:problem:${body.code}`, title: expect.any(String) });
  return body;
}

describe("who", () => {
  const decide = route({ role: "reviewer" }, ({ principal }) => ({ body: { id: principal.id } }));
  const get = (authorization?: string) =>
    new Request(url, { headers: authorization === undefined ? {} : { authorization } });

  test("nobody gets 401", async () => {
    const response = await decide(get());
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await problem(response)).toMatchObject({ code: "unauthenticated", status: 401 });
  });

  test("a wrong key gets 401 and is told that the key is the trouble", async () => {
    expect((await problem(await decide(get("Bearer nope")))).detail).toContain("API key");
  });

  test("a lesser role gets 403, the role itself and a greater one 200", async () => {
    expect(await problem(await decide(get(requester.authorization)))).toMatchObject({
      code: "forbidden",
      status: 403,
    });
    expect((await decide(get(reviewer.authorization))).status).toBe(200);
    expect((await decide(get((await testKey(app, "admin")).authorization))).status).toBe(200);
  });

  test("a public route asks nobody", async () => {
    const open = route({ public: true }, ({ principal }) => ({ body: { principal } }));
    expect(await (await open(get())).json()).toEqual({ principal: null });
  });

  test("nobody's body is read", async () => {
    const request = post("{}", { authorization: "" });
    expect((await echo(request)).status).toBe(401);
    expect(request.bodyUsed).toBe(false);
  });
});

describe("a change asked for with a cookie", () => {
  const send = (headers: Record<string, string>) =>
    echo(
      new Request(url, {
        method: "POST",
        body: "{}",
        headers: { "content-type": "application/json", cookie, ...headers },
      }),
    );

  test.each<[string, Record<string, string>, number]>([
    ["our own page", { "sec-fetch-site": "same-origin", origin: "http://localhost:3000" }, 200],
    [
      "our own page at a browser without fetch metadata",
      { origin: "http://localhost:3000", host: "localhost:3000" },
      200,
    ],
    ["no browser at all", {}, 200],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
    ["another port of this machine", { "sec-fetch-site": "same-site", origin: "http://localhost:4000" }, 403],
    ["another site at a browser without fetch metadata", { origin: "https://evil.example" }, 403],
    ["a sandboxed frame", { origin: "null" }, 403],
  ])("from %s", async (_, headers, status) => {
    expect((await send(headers)).status).toBe(status);
  });

  test("an API key may come from anywhere", async () => {
    expect(
      (await echo(post("{}", { "sec-fetch-site": "cross-site", origin: "https://app.example" }))).status,
    ).toBe(200);
  });

  test("reading is open to any page the browser lets read", async () => {
    const read = route({}, () => ({ body: {} }));
    expect(
      (await read(new Request(url, { headers: { cookie, "sec-fetch-site": "cross-site" } }))).status,
    ).toBe(200);
  });
});

describe("the body", () => {
  test("over 1 MiB by its own account is refused before it is read", async () => {
    const request = post("{}", { "content-length": String(1024 * 1024 + 1) });
    expect(await problem(await echo(request))).toMatchObject({ code: "payload_too_large", status: 413 });
  });

  test("over 1 MiB without saying so is refused while it streams, though it never ends", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    expect(await problem(await echo(post(endless)))).toMatchObject({
      code: "payload_too_large",
      status: 413,
    });
    expect(sent).toBeLessThan(2 * 1024 * 1024);
  });

  test("of exactly 1 MiB is taken", async () => {
    const text = JSON.stringify("x".repeat(1024 * 1024 - 2));
    expect((await any(post(text))).status).toBe(200);
  });

  test("that is not JSON is told where it breaks", async () => {
    expect(await problem(await echo(post('{"a": 1,}')))).toMatchObject({
      code: "validation_error",
      detail: 'The body is not valid JSON: unexpected "}" at line 1, column 9.',
    });
  });

  test("of another type is refused, and an empty one needs no type", async () => {
    const wrong = await problem(
      await echo(post("a=1", { "content-type": "application/x-www-form-urlencoded" })),
    );
    expect(wrong.detail).toContain(
      "application/json; this came with Content-Type application/x-www-form-urlencoded",
    );
    expect((await echo(post(null, { "content-type": "" }))).status).toBe(200);
    expect((await echo(post("{}", { "content-type": "application/json; charset=utf-8" }))).status).toBe(200);
  });

  test("with unknown keys is told which there are", async () => {
    const body = await problem(await echo(post('{"foo":1,"b":{"d":2}}')));
    expect(body.errors).toEqual([
      { pointer: "/b/c", message: "is required (string)", said: required },
      { pointer: "/b/d", message: "unknown key «d»; known keys: c", said: unknown("d", "c") },
      { pointer: "/foo", message: "unknown key «foo»; known keys: a, b", said: unknown("foo", "a", "b") },
    ]);
    expect(body.detail).toBe("The body is not as expected: /b/c is required (string) (and 2 more).");
    expect(body.said).toEqual({ code: "body_unexpected", values: { at: "/b/c", fault: required, more: 2 } });
  });

  test("with a key that needs escaping gets an RFC 6901 pointer", async () => {
    expect((await problem(await echo(post('{"a/b~c":1}')))).errors[0].pointer).toBe("/a~1b~0c");
  });

  test("that asks for a run names each fault in its place", async () => {
    const create = route({ body: CreateRun }, () => ({ body: {} }));
    const faults = async (body: unknown) => (await problem(await create(post(JSON.stringify(body))))).errors;
    expect(await faults({ model: "a:b" })).toEqual([
      { pointer: "/prompt", message: "is required (string)", said: required },
    ]);
    expect(await faults({ prompt: "x", model: "a:b", hitl_config: { polcy: "auto" } })).toEqual([
      {
        pointer: "/hitl_config/polcy",
        message:
          "unknown key «polcy»; known keys: policy, review_thresholds, allowed_steps, timeout_seconds, on_timeout",
        said: unknown(
          "polcy",
          "policy",
          "review_thresholds",
          "allowed_steps",
          "timeout_seconds",
          "on_timeout",
        ),
      },
    ]);
    expect(await faults({ prompt: "x" })).toEqual([
      {
        pointer: "/model",
        message: "give exactly one of model and agent_tool_config",
        said: { code: "fault_model_or_tool", values: {} },
      },
    ]);
    expect(
      await faults({
        prompt: "x",
        model: "a:b",
        attachments: [{ url: "https://a.example/x.png", feld: "mask" }],
      }),
    ).toEqual([
      {
        pointer: "/attachments/0/feld",
        message: "unknown key «feld»; known keys: url, field",
        said: unknown("feld", "url", "field"),
      },
    ]);
  });

  test.each([
    ["the character U+0000", '{"a":["x\\u0000"]}', "/a/0"],
    ["half a surrogate pair", '{"a":"\\ud800"}', "/a"],
    ["a number beyond all", '{"a":1e999}', "/a"],
    ["a key that is no key", '{"__proto__":{}}', "/__proto__"],
  ])("with %s is refused", async (_, text, pointer) => {
    expect((await problem(await any(post(text)))).errors[0].pointer).toBe(pointer);
  });

  test("nested without end is refused", async () => {
    const text = "[".repeat(200_000) + "]".repeat(200_000);
    expect((await problem(await any(post(text)))).code).toBe("validation_error");
  });

  test("with more values than are looked at in a second is refused", async () => {
    const wide = (keys: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, at) => [`,{${at}`, at])));
    expect((await any(post(wide(maxJsonValues - 1)))).status).toBe(200);
    const refused = await any(post(wide(maxJsonValues)));
    expect([refused.status, (await problem(refused)).code]).toEqual([413, "payload_too_large"]);
  });

  test("does not count what is empty as more than one value", async () => {
    const lists = (length: number) =>
      `[${Array.from({ length }, (_, at) => (at % 2 ? "[ ]" : "{}")).join()}]`;
    expect((await any(post(lists(maxJsonValues - 1)))).status).toBe(200);
    expect((await any(post(lists(maxJsonValues)))).status).toBe(413);
  });

  test("that is not UTF-8 is refused", async () => {
    expect((await problem(await any(post(new Uint8Array([0x22, 0xff, 0x22]))))).detail).toBe(
      "The body is not valid UTF-8.",
    );
  });

  test("of a route that takes none must be empty", async () => {
    const claim = route({}, () => ({ body: {} }));
    expect((await claim(post(null))).status).toBe(200);
    expect((await claim(post("{}"))).status).toBe(200);
    expect((await problem(await claim(post('{"x":1}')))).errors[0].message).toBe("unknown key «x»");
  });

  test("of a signed webhook comes as it was sent", async () => {
    const hook = route({ public: true, body: "text" }, ({ body }) => ({ body: { body } }));
    expect(await (await hook(post("{ not json"))).json()).toEqual({ body: "{ not json" });
  });
});

describe("query, parameters and preconditions", () => {
  const list = route(
    {
      query: z.strictObject({ limit: z.coerce.number().int().max(200).default(50) }),
      params: z.object({ id: z.string() }),
    },
    ({ query, params, ifMatch, prefer, receivedAt }) => ({
      body: { query, params, ifMatch, prefer, receivedAt },
    }),
  );
  const get = (query: string, headers: Record<string, string> = {}) =>
    list(new Request(url + query, { headers: { authorization: requester.authorization, ...headers } }), {
      params: Promise.resolve({ id: "run_1" }),
    });

  test("come checked and converted", async () => {
    const response = await get("?limit=7", { "if-match": '"4"', prefer: "respond-async, wait=3" });
    expect(await response.json()).toMatchObject({
      query: { limit: 7 },
      params: { id: "run_1" },
      ifMatch: 4,
      prefer: { waitSeconds: 3 },
      receivedAt: expect.any(String),
    });
  });

  test("unknown and repeated names of a query are refused", async () => {
    expect((await problem(await get("?lmit=7"))).errors).toEqual([
      {
        pointer: "/lmit",
        message: "unknown key «lmit»; known keys: limit",
        said: unknown("lmit", "limit"),
      },
    ]);
    expect((await problem(await get("?limit=1&limit=2"))).errors).toEqual([
      {
        pointer: "/limit",
        message: "is given more than once",
        said: { code: "fault_given_twice", values: {} },
      },
    ]);
    expect((await get("?__proto__=1")).status).toBe(400);
  });

  test("a malformed If-Match is 400", async () => {
    expect((await problem(await get("", { "if-match": "4" }))).code).toBe("validation_error");
  });

  test("a parameter that cannot be is 404", async () => {
    expect(
      (await problem(await list(new Request(url, { headers: { authorization: requester.authorization } }))))
        .code,
    ).toBe("not_found");
  });
});

describe("an error", () => {
  test("that is coded becomes its problem, with its details and one line in the log", async () => {
    const busy = route({}, () => {
      throw new CodedError("invalid_state", "The run is completed.", {
        current_state: { status: "completed", step: "completed", version: 9 },
      });
    });
    expect(await problem(await busy(post(null)))).toMatchObject({
      status: 409,
      code: "invalid_state",
      detail: "The run is completed.",
      current_state: { status: "completed", step: "completed", version: 9 },
    });
    expect(app.lines).toHaveLength(1);
    expect(app.lines[0]).toMatchObject({
      method: "POST",
      path: "/api/thing",
      status: 409,
      principal: requester.id,
    });
  });

  test("of a limit says when to come back", async () => {
    const limited = route({}, () => {
      throw new CodedError("rate_limit_exceeded", "Slow down.", { retryAfterSeconds: 2.2 });
    });
    const response = await limited(post(null));
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(await problem(response)).not.toHaveProperty("retryAfterSeconds");
  });

  test("of ours shows nothing of the inside but the id of its one log line", async () => {
    const broken = route({}, () => {
      throw new Error("SELECT * FROM secrets at /srv/app/x.ts");
    });
    const body = await problem(await broken(post(null)));
    expect(body.code).toBe("internal_error");
    expect(JSON.stringify(body)).not.toMatch(/SELECT|srv/);
    expect(app.lines).toHaveLength(1);
    expect(`urn:uuid:${app.lines[0]?.id}`).toBe(body.instance);
    expect(JSON.stringify(app.lines[0])).toContain("SELECT");
  });

  test("of a refused key leaves the key out of the log", async () => {
    await echo(post("{}", { authorization: "Bearer cs_verysecretindeed" }));
    expect(app.lines).toHaveLength(1);
    expect(JSON.stringify(app.lines)).not.toContain("verysecret");
  });
});

test("nobody may keep an answer of the API, unless the route says so", async () => {
  const kept = route(
    { public: true },
    () => new Response("x", { headers: { "cache-control": "private, max-age=60" } }),
  );
  expect((await echo(post("{}"))).headers.get("cache-control")).toBe("no-store");
  expect((await kept(new Request(url))).headers.get("cache-control")).toBe("private, max-age=60");
});

test("a granted request writes nothing to the log", async () => {
  await echo(post("{}"));
  expect(app.lines).toEqual([]);
});
