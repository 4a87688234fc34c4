import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { isEndlessSchema } from "@/lib/core/model-schema/resolve-node";
import { type InputPlace, secretPlaces } from "./secret-places";

const secret = { type: "string", format: "password" };
const modelOf = (Input: JsonObject, more: JsonObject = {}) => ({
  openapiSchema: { components: { schemas: { Input, ...more } } },
});
const at = (place: InputPlace | null, ...path: (string | number)[]) =>
  path.reduce<InputPlace | undefined>((one, name) => one?.inside(name), place ?? undefined)?.secret != null;

test("a schema without secrets is not walked", () => {
  expect(secretPlaces({ openapiSchema: null })).toBeNull();
  expect(secretPlaces(modelOf({ properties: { api_key: { type: "string" } } }))).toBeNull();
});

test("no way of writing a secret's schema is overlooked", () => {
  const place = secretPlaces(
    modelOf(
      {
        allOf: [{ $ref: "#/components/schemas/Base" }],
        properties: {
          maybe: { anyOf: [{ type: "integer" }, { oneOf: [{ $ref: "#/$defs/Key" }, { type: "null" }] }] },
          list: { items: { properties: { pass: secret } } },
          tuple: { prefixItems: [{ type: "string" }, secret] },
          map: { additionalProperties: secret },
          words: { type: "string" },
        },
        patternProperties: { "^x": secret },
        $defs: { Key: { "x-cog-secret": true } },
      },
      { Base: { properties: { inherited: { writeOnly: true } } } },
    ),
  );
  for (const path of [["inherited"], ["maybe"], ["list", 7, "pass"], ["tuple", 1], ["map", "any"], ["x1"]])
    expect([path, at(place, ...path)]).toEqual([path, true]);
  for (const path of [["words"], ["list"], ["list", 7], ["list", 7, "user"], ["tuple", 0], ["tuple", 2]])
    expect([path, at(place, ...path)]).toEqual([path, false]);
});

test("a key that is nearly a secret's is one, unless it is a field of its own", () => {
  const place = secretPlaces(modelOf({ properties: { api_key: secret, ApiKey: { type: "string" } } }));
  expect(at(place, "api-Key")).toBe(true);
  expect(at(place, "ApiKey")).toBe(false);
});

test("a schema that refers to itself ends, and a long list of one kind costs one look", () => {
  const Input = { properties: { pass: secret, inner: { items: { $ref: "#/components/schemas/Input" } } } };
  const place = secretPlaces(modelOf(Input));
  for (let entry = 0; entry < 300_000; entry++) place?.inside("inner").inside(entry);
  expect(at(place, "inner", 5, "inner", 5, "pass")).toBe(true);
});

test("a schema with more branches than can be looked at is refused", () => {
  const wide = Array.from({ length: 300_000 }, () => ({ type: "string" }));
  const refusal = () => secretPlaces(modelOf({ anyOf: wide, properties: { pass: secret } }));
  expect(refusal).toThrow();
  try {
    refusal();
  } catch (error) {
    expect(isEndlessSchema(error)).toBe(true);
  }
});

test("no value that may be one of the secrets inside is overlooked, whatever its shape", () => {
  const place = secretPlaces(
    modelOf({
      properties: {
        keys: { type: "array", items: secret },
        login: { type: "object", properties: { pass: secret } },
        logins: { type: "array", items: { type: "object", properties: { pass: secret } } },
        either: { anyOf: [{ type: "string" }, { type: "object", properties: { pass: secret } }] },
        plain: { type: "array", items: { type: "string" } },
      },
    }),
  );
  const hides = ([name, value]: [string, Json]) => place?.inside(name).hides(value) != null;
  const odd: [string, Json][] = [
    ["keys", "one"],
    ["keys", { 0: "one" }],
    ["login", "one"],
    ["login", 1234],
    ["login", [{ pass: "one" }]],
    ["logins", { pass: "one" }],
  ];
  const even: [string, Json][] = [
    ["keys", ["one"]],
    ["login", { pass: "one" }],
    ["login", null],
    ["either", "none"],
    ["plain", "one"],
  ];
  expect(odd.filter((one) => !hides(one))).toEqual([]);
  expect(even.filter(hides)).toEqual([]);
  expect(place?.inside("keys").inside(0).hides("one")).not.toBeNull();
});

test("conditions, and schemas kept inside of schemas, hide no secret", () => {
  const place = secretPlaces(
    modelOf({
      properties: { list: { contains: secret }, kept: { $ref: "#/components/schemas/Input/$defs/Key" } },
      if: { required: ["list"] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { so: secret } },
      else: { properties: { otherwise: { format: "Password" } } },
      dependentSchemas: { list: { properties: { beside: { "x-cog-secret": "true" } } } },
      $defs: { Key: secret },
      unevaluatedProperties: secret,
    }),
  );
  for (const path of [["list", 3], ["kept"], ["so"], ["otherwise"], ["beside"], ["anything"]])
    expect([path, at(place, ...path)]).toEqual([path, true]);
});

test("many choices, or many branches, beside a secret take no time for each value", () => {
  const many = Array.from({ length: 9_000 }, (_, at) => at);
  const lists: JsonObject[] = [{ enum: many }, { anyOf: many.map((at) => ({ const: at })) }];
  for (const items of lists) {
    const list = secretPlaces(modelOf({ properties: { token: secret, list: { items } } }))?.inside("list");
    const begun = performance.now();
    const hidden = many.filter((at) => list?.inside(at).hides(at + 9_000) != null);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(hidden).toEqual([]);
  }
});

test("a text that only its format tells is no secret of the other branch", () => {
  const branches: JsonObject[] = [{ format: "uri" }, { properties: { token: secret } }];
  const either = { anyOf: branches };
  const place = secretPlaces(modelOf({ properties: { either } }))?.inside("either");
  expect(place?.hides("https://files.example/a.png")).toBeNull();
  expect(place?.hides(["one"])).not.toBeNull();
});
