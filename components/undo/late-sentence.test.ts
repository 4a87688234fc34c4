import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import type { Decision } from "@/lib/contracts/parts";
import { lateSentence } from "./late-sentence";

const grace = { kind: "user" as const, id: "user_grace", name: "Grace" };
const undone: Decision = {
  action: "approve",
  step: "payload_review",
  actor: grace,
  on_behalf_of: null,
  message: null,
  payload_digest: null,
  at: "2026-01-01T00:00:00.000Z",
  undone: { by: grace, at: "2026-01-01T00:00:03.000Z" },
};
const gone = { code: "invalid_state" as const, detail: "It has gone out." };
const unknown = { code: "run_not_found" as const, detail: "There is no such run." };
const before = { ...gone, decision: undone };

test("what came too late is never told by the reason of the first alone", () => {
  expect(lateSentence([before, gone, gone, unknown], en)).toBe(
    "It had been taken back already. The run waits again. Too late to take 2 back. It has gone out. " +
      "Too late to take it back. There is no such run.",
  );
});

test("many that were taken back before are counted, in either language", () => {
  expect(lateSentence([before, before], en)).toBe("2 had been taken back already. They wait again.");
  expect(lateSentence([before, before], de)).toBe("2 waren schon zurückgenommen. Sie warten wieder.");
  expect(lateSentence([null], en)).toBe("Too late to take it back.");
});
