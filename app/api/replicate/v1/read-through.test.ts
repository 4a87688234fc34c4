import { describe, expect, test } from "vitest";
import { isReadable } from "@/lib/services/models/replicate-reader";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { GET } from "./[...path]/route";

const { app, replicate } = await testApi();
const { authorization } = await testKey(app, "requester");

function read(path: string, headers: Record<string, string> = { authorization }): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/replicate/v1${path}`, { headers });
  const parts = new URL(request.url).pathname.split("/").slice(4);
  return GET(request, { params: Promise.resolve({ path: parts }) });
}

describe("what an application reads of Replicate", () => {
  test("is Replicate's answer, asked with the installation's token and nothing of the application's", async () => {
    const response = await read("/models/black-forest-labs/flux-schnell", {
      authorization,
      cookie: "a=b",
      "x-own": "mine",
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ owner: "black-forest-labs", name: "flux-schnell" });
    const asked = replicate.requests.at(-1);
    expect(asked?.headers.authorization).toBe(`Bearer ${replicate.token}`);
    expect(Object.keys(asked?.headers ?? {})).not.toContain("x-own");
    expect(Object.keys(asked?.headers ?? {})).not.toContain("cookie");
  });

  test("is asked for once in a while", async () => {
    await read("/account");
    const before = replicate.requests.length;
    await read("/account");
    expect(replicate.requests.length).toBe(before);
  });

  test.each([
    "/models/acme/there-is-none",
    "/trainings",
    "/files",
    "/webhooks/default",
    "/predictions/x/logs",
  ])("is refused in Replicate's shape where there is nothing: %s", async (path) => {
    const response = await read(path);
    expect([response.status, (await response.json()).status]).toEqual([404, 404]);
  });

  test("needs a key of ours", async () => {
    expect((await read("/account", {})).status).toBe(401);
  });
});

test.each([
  "/models/../account",
  "/models/a/..",
  "/models/a/b/predictions",
  "/account/",
  "/models/a%2Fb/c",
  "/models/a b/c",
])("%s is no address that is read", (path) => {
  expect(isReadable(path)).toBe(false);
});
