import { expect, test } from "vitest";
import { scrubOf } from "@/lib/core/sealed/scrub";
import type { Prediction } from "@/lib/providers/contract";
import { withoutEchoes } from "./calls";

const secret = (value: string | number, letter: string) => ({
  kind: "secret" as const,
  value,
  sealed: { $sealed: `hmac-sha256:${letter.repeat(64)}`, shown: "…••••" },
});

test("no secret, whatever it is, changes how a call stands and how long it took", () => {
  const scrub = scrubOf([
    secret("succeeded", "a"),
    secret(4711, "b"),
    secret("2026-11-27T10:00:00.000Z", "c"),
  ]);
  const prediction: Prediction = {
    id: "p1",
    status: "succeeded",
    output: { said: "it succeeded", seed: 4711 },
    error: null,
    logs: "seed 4711, succeeded",
    progress: 1,
    startedAt: "2026-11-27T10:00:00.000Z",
    completedAt: null,
    predictTimeMs: 4711,
    version: null,
  };
  expect(withoutEchoes(scrub, prediction)).toEqual({
    ...prediction,
    output: { said: "it …••••", seed: "…••••" },
    logs: "seed …••••, …••••",
  });
});
