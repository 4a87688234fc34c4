import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { quoted, said } from "@/lib/contracts/sentences";
import { chain, findBreak, genesis, hashOf } from "./chain";
import { digested, erasedText, isErased, withoutTexts } from "./erasing";
import type { RunEvent } from "./events";

const salt = randomBytes(32).toString("base64url");
const ann = { kind: "user" as const, id: "user_ann", name: "Ann" };

const comment: RunEvent = {
  type: "comment",
  run_id: "run_1",
  seq: 1,
  step: "completed",
  status: "completed",
  actor: ann,
  at: "2026-01-01T00:00:00.000Z",
  message: "my neighbour's name is Canary",
  data: {},
};
const cancelled: RunEvent = {
  ...comment,
  seq: 2,
  type: "run_cancelled",
  message: "Cancelled by Ann: Canary",
  data: {
    reason: "Canary",
    by: "cancel",
    said: said("cancelled", { name: "Ann", reason: quoted("Canary") }),
  },
};

it("an entry keeps its hash, and the chain holds, when its texts are erased and its salt is gone", () => {
  const log = chain(genesis, [comment, cancelled], () => salt);
  expect(findBreak(log)).toBeNull();
  const erased = log.map((link) => ({ ...link, event: digested(link.event, salt), salt: null }));
  expect(JSON.stringify(erased)).not.toContain("Canary");
  expect(findBreak(erased)).toBeNull();
  expect(erased.every(({ event }) => isErased(event))).toBe(true);
  expect(findBreak(log.map((link) => ({ ...link, salt: null })))?.seq).toBe(1);
});

it("an entry of before is hashed as it stands, whatever it says", () => {
  const literal = { ...comment, message: erasedText };
  expect(hashOf(genesis, literal, null)).not.toBe(hashOf(genesis, literal, salt));
  expect(isErased(literal)).toBe(false);
});

it("an entry has the hash that it always had, whatever is in it", () => {
  const fixed = "c2FsdHNhbHRzYWx0c2FsdHNhbHRzYWx0c2FsdHNhbHQ";
  const odd = {
    said: { code: "cancelled", values: { name: "Ann" } },
    issues: [
      { message: "m", said: { code: "x", values: {} } },
      { message: "m", said: { code: "x", values: { a: undefined } } },
    ],
    ...{ provider_ms: Number.NaN, big: 18446744073709551615n, z: -0, e: 1e21, t: '\ud800\u2028\0"\\' },
  };
  const entry = {
    ...comment,
    actor: { kind: "user", id: "user_ann", name: "Ann \u00e9\ud83d\ude00" },
    message: "hello",
    data: odd,
  } as unknown as RunEvent;
  expect(hashOf(genesis, entry, null)).toBe(
    "4866034220afe0264c402a2af03661c10d01e326c7271d0e8fe35b4a4ae42461",
  );
  expect(hashOf(genesis, entry, fixed)).toBe(
    "736243d51886aa15644349d452b730cf7fa0a3a082cdf2d7bcd1b37ec943483a",
  );
});

it("neither another text nor another salt has the hash of an entry, nor has one that says it was erased", () => {
  const hash = hashOf(genesis, comment, salt);
  expect(hashOf(genesis, { ...comment, message: "another" }, salt)).not.toBe(hash);
  expect(hashOf(genesis, comment, randomBytes(32).toString("base64url"))).not.toBe(hash);
  expect(hashOf(genesis, { ...comment, message: erasedText }, salt)).not.toBe(hash);
});

it("keeps ids, digests, times, words and names, and erases every other text, also one that is new", () => {
  const entry = {
    ...cancelled,
    data: {
      ...cancelled.data,
      digest: "sha256:1",
      something_new: ["Canary"],
      deep: { on_behalf_of: { Canary: 7 } },
    },
  } as unknown as RunEvent;
  const { data, ...envelope } = withoutTexts(entry);
  expect(envelope).toEqual({ ...cancelled, data: undefined, message: erasedText });
  expect(data).toEqual({
    reason: erasedText,
    by: "cancel",
    said: { code: "erased", values: {} },
    digest: "sha256:1",
    something_new: [erasedText],
    deep: { on_behalf_of: erasedText },
  });
});

it("keeps a sentence that speaks of nothing, in words and by its code", () => {
  const says = said("run_created");
  const event = { ...comment, message: "Run created", data: { said: says } } as RunEvent;
  expect(digested(event, salt)).toMatchObject({ message: "Run created", data: { said: says } });
  expect(digested(comment, salt)).toMatchObject({ message: erasedText, data: { said: { code: "erased" } } });
});

it("erases doing it twice as doing it once, and keeps the shape of every value", () => {
  const part: Json = {
    attachments: [{ url: { $sealed: "hmac-sha256:1", shown: "…y" }, field: "image" }],
    capabilities: { inputs: [{ field: "Canary" }], sandbox: true, operation_type: "image_generation" },
    model_seen: { version: "v", inputs: { Canary: "1" } },
    amount: 3,
    none: null,
  };
  const once = withoutTexts(part);
  expect(once).toEqual({
    attachments: [{ url: erasedText, field: erasedText }],
    capabilities: { inputs: [], sandbox: true, operation_type: "image_generation" },
    model_seen: { version: "v", inputs: {} },
    amount: 3,
    none: null,
  });
  expect(withoutTexts(once)).toEqual(once);
});
