import { expect, test } from "vitest";
import { problemResponse } from "@/lib/http/answers/problem";
import { checkAnswer } from "./check-answer";

const path = "/api/people";
const ask = (method: string) => new Request(`http://localhost:3000${path}`, { method });
const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);
const person = {
  id: "user_1",
  name: "Grace",
  email: "grace@example.com",
  role: "reviewer",
  disabled: false,
  absence: null,
  second_factor: false,
  created_at: "2026-11-27T12:00:00.000Z",
};

test("an answer of the table passes, a refusal too, and can still be read", async () => {
  const page = json({ data: [person], next_cursor: null }, { headers: { etag: '"a"' } });
  await checkAnswer(ask("GET"), path, page);
  expect(await page.json()).toMatchObject({ next_cursor: null });
  await checkAnswer(ask("POST"), path, json(person, { status: 201 }));
  await checkAnswer(ask("POST"), path, problemResponse("conflict", "There is one already."));
  await checkAnswer(ask("PUT"), path, problemResponse("method_not_allowed", "Not so."));
});

test.each<[string, string, () => Response]>([
  ["another status", "GET", () => json({}, { status: 202 })],
  ["a field too many", "POST", () => json({ ...person, password: "x" }, { status: 201 })],
  ["a field too few", "POST", () => json({ id: "user_1" }, { status: 201 })],
  ["no page", "GET", () => json([person])],
  ["a header that is not said", "POST", () => json(person, { status: 201, headers: { location: "/" } })],
  [
    "another content type",
    "GET",
    () => new Response("name\nGrace\n", { headers: { "content-type": "text/csv" } }),
  ],
  ["a problem that is not said", "POST", () => problemResponse("already_decided", "Somebody was first.")],
  ["a problem that says less", "POST", () => json({ code: "conflict" }, { status: 409 })],
  ["a method that the table does not have", "DELETE", () => json(person)],
])("an answer with %s never passes", async (_, method, answer) => {
  await expect(checkAnswer(ask(method), path, answer())).rejects.toThrow();
});
