import { expect, test } from "vitest";
import { edit } from "@/components/text/en/edit";
import type { Json } from "@/lib/contracts/json";
import { patchBetween } from "@/lib/core/merge-patch";
import { checkPayload } from "./check-payload";
import { fieldsOf } from "./field-spec";
import { withoutTypedSecrets } from "./without-typed-secrets";

const sealed = (letter: string, shown = "…••••") => ({ $sealed: `hmac-sha256:${letter.repeat(64)}`, shown });
const picture = sealed("b", "https://••••@files.test/a.png");
const schema: Json = {
  type: "object",
  required: ["token"],
  properties: {
    token: { type: "string", format: "password", minLength: 60 },
    image: { type: "string", format: "uri" },
    images: { type: "array", items: { type: "string", format: "uri" } },
  },
};

test("a secret that is sealed has no problems, and its field stays what it is", () => {
  const payload = { token: sealed("a"), image: picture, images: [picture] };
  expect(checkPayload(schema, payload, edit.problem)).toEqual([]);
  expect(fieldsOf(schema, payload).map(({ kind }) => kind)).toEqual(["secret", "url", "url-list"]);
  expect(fieldsOf(null, payload).map(({ kind }) => kind)).toEqual(["text", "url", "url-list"]);
});

test("a patch exchanges a secret as a whole, never half of it", () => {
  expect(
    patchBetween({ token: sealed("a"), image: picture }, { token: sealed("c"), image: picture }),
  ).toEqual({
    token: sealed("c"),
  });
});

test("no typed secret outlives the page, and none that was sealed is lost with it", () => {
  const before = { token: sealed("a"), image: "https://files.test/a.png" };
  expect(withoutTypedSecrets(schema, { ...before, token: "hf_typed" }, before)).toEqual(before);
  expect(withoutTypedSecrets(schema, { token: "hf_typed" }, {})).toEqual({});
  expect(withoutTypedSecrets(schema, { ...before, token: "" }, before)).toEqual({ ...before, token: "" });
});
