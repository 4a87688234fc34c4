import { expect, test } from "vitest";
import { addressOf, call } from "./call";

test("a value never becomes a part of the address", () => {
  const asked = { params: { id: "a/../b" }, query: { address: "https://a.example/?x=1&y#z" } };
  expect(addressOf("GET /api/hitl/runs/{id}/inputs/file", asked)).toBe(
    "/api/hitl/runs/a%2F..%2Fb/inputs/file?address=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y%23z",
  );
});

// Nothing of this is called: the compiler refuses each, or this file has an error where it does not.
test("a call that is not in the table of endpoints does not compile", () => {
  const refused = [
    // @ts-expect-error: there is no such address
    () => call("GET /api/hitl/run"),
    // @ts-expect-error: the run is not named
    () => call("GET /api/hitl/runs/{id}"),
    // @ts-expect-error: the query has no such word
    () => call("GET /api/hitl/runs", { query: { stats: "failed" } }),
    // @ts-expect-error: the body has no such field
    () => call("POST /api/hitl/runs/{id}/approve", { params: { id: "a" }, body: { mesage: "yes" } }),
    // @ts-expect-error: a claim takes no body
    () => call("POST /api/hitl/runs/{id}/claim", { params: { id: "a" }, body: { message: "mine" } }),
    // @ts-expect-error: no endpoint takes this header
    () => call("GET /api/me", { headers: { "X-Version": "4" } }),
    // @ts-expect-error: a page of runs is no text
    (): Promise<string> => call("GET /api/hitl/runs"),
  ];
  expect(refused).not.toHaveLength(0);
});
