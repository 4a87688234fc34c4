import type { Random } from "../crash/random";

/** One request that nobody with good manners would send. */
export interface Hostile {
  method: "POST" | "PATCH" | "PUT";
  path: string;
  /** The body as it goes over the wire; not always JSON. */
  text: string;
  /** What kind of oddness it is, for the report. */
  kind: string;
}

type Draw = (random: Random) => unknown;

const sizes = [10, 100, 1_000, 10_000, 60_000];
const times = <Value>(count: number, value: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => value(at));
const keyed = (count: number, value: (at: number) => unknown) =>
  Object.fromEntries(times(count, (at): [string, unknown] => [`key${at}`, value(at)]));

function nested(depth: number, inner: unknown, asObject: boolean): unknown {
  let value = inner;
  for (let level = 0; level < depth; level++) value = asObject ? { a: value } : [value];
  return value;
}

const oddTexts = [
  "a.",
  "a@",
  "https://a.",
  "https://replicate.delivery/",
  "bearer ",
  "\u202e",
  "\ud83d\ude00",
  "e\u0301",
  "((((",
  "1 ",
  "[x](",
  "../",
  "%41",
  "\n",
];
const oddNumbers = [0, -0, 1e308, -1e308, 5e-324, 2 ** 53, 2 ** 63, -1, 0.1 + 0.2, 1e21];

/** Values that are deep, wide, long or odd, by the kind of their oddness. */
const values: Record<string, Draw> = {
  deep: (random) => nested(random.pick([5, 19, 21, 39, 45, 90, 1_000]), random.below(9), random.chance(0.5)),
  wide: (random) => keyed(random.pick(sizes), (at) => at),
  list: (random) => times(random.pick(sizes), (at) => (random.chance(0.01) ? null : at)),
  lists: (random) => times(random.pick([10, 100, 1_000]), () => times(50, (at) => at)),
  long: (random) => random.pick(oddTexts).repeat(random.pick(sizes)),
  "long key": (random) => ({ [random.pick(oddTexts).repeat(random.pick([10, 240, 10_000]))]: 1 }),
  unicode: (random) =>
    times(50, () => random.pick([...oddTexts, "\ud800", "\udfff", "\0", "\uffff"])).join(""),
  number: (random) => random.pick(oddNumbers),
  addresses: (random) => times(random.pick([10, 1_000, 10_000]), (at) => `https://a.example/${at}.png`),
  names: () => ({ constructor: 1, toString: null, hasOwnProperty: [], length: -1 }),
  null: () => null,
};

/** Schemas that branch, refer to themselves, are as long as may be, or are none. */
const schemas: Draw[] = [
  () => ({ Input: { properties: { prompt: { type: "string" } } } }),
  () => ({ Input: { $ref: "#/components/schemas/Input" } }),
  (random) => ({
    Input: { properties: { prompt: { type: "string" } }, allOf: [{ $ref: "#/components/schemas/A0" }] },
    ...Object.fromEntries(
      times(12, (at): [string, unknown] => [
        `A${at}`,
        { allOf: Array(random.pick([2, 40])).fill({ $ref: `#/components/schemas/A${at + 1}` }) },
      ]),
    ),
  }),
  (random) => ({
    Input: { properties: keyed(random.pick([10, 500, 5_000]), () => ({ type: "string", format: "uri" })) },
  }),
  () => ({
    Input: { properties: { a: { type: "array", uniqueItems: true }, prompt: { pattern: "^(a+)+$" } } },
  }),
  (random) => ({
    Input: { properties: { a: { enum: times(random.pick([10, 20_000]), (at) => `choice ${at}`) } } },
  }),
  (random) => ({ Input: nested(random.pick([3, 30, 60]), { type: "string" }, true) }),
  () => ({
    Input: { properties: { t: { $ref: "#/components/schemas/T" } } },
    T: { type: "object", properties: keyed(20, () => ({ $ref: "#/components/schemas/T" })) },
  }),
  () => ({ Input: { anyOf: times(50, () => ({ anyOf: times(50, () => ({ type: "null" })) })) } }),
];

function createBody(random: Random, odd: unknown): object {
  const attachments = random.chance(0.3)
    ? times(50, (at) => ({ url: `https://a.example/${at}.png` }))
    : undefined;
  const prompt = random.chance(0.2) ? random.pick(oddTexts).repeat(9_000) : "a boat";
  const example_input = random.chance(0.5) ? { prompt: "x", a: odd } : odd;
  const data = {
    name: "owner/model",
    latest_version: "v",
    example_input,
    ...(random.chance(0.7) && { openapi_schema: { components: { schemas: random.pick(schemas)(random) } } }),
  };
  const model = random.chance(0.5)
    ? { model: "sandbox:sandbox/image" }
    : { agent_tool_config: { "replicate-agent-tool": { data } } };
  const place = random.pick([
    "edits",
    "metadata",
    "hitl_config",
    "attachments",
    "prompt",
    "unknown",
    "user_id",
  ]);
  const policy = { hitl_config: { policy: "require_human" } };
  return {
    prompt,
    attachments,
    ...model,
    ...policy,
    [place]:
      place === "edits" && random.chance(0.8) ? { payload: random.chance(0.6) ? { a: odd } : odd } : odd,
  };
}

const broken = ["[", "{", '{"a":', '"', "]", "\\", "[1,", "nul", "{}{}", "\u0000", ""];

/** The next request of a seed: against a run that there is, or anything else that takes a body. */
export function nextHostile(random: Random, runId: string): Hostile {
  if (random.chance(0.05)) {
    const text = random
      .pick(broken)
      .repeat(random.pick([1, 1_000, 200_000]))
      .slice(0, 1_048_576);
    return { method: "POST", path: "/api/hitl/runs", text, kind: "broken" };
  }
  const kind = random.pick(Object.keys(values));
  const odd = values[kind]?.(random);
  const run = `/api/hitl/runs/${runId}`;
  const [path, body] = random.pick<[string, () => unknown]>([
    ["/api/hitl/runs", () => createBody(random, odd)],
    ["/api/hitl/runs", () => createBody(random, odd)],
    ["/api/hitl/preview", () => createBody(random, odd)],
    ["/api/hitl/preview", () => createBody(random, odd)],
    [`${run}/edit`, () => ({ approve: false, edits: { payload: { a: odd } } })],
    [`${run}/edit`, () => ({ approve: false, edits: odd })],
    [`${run}/edit`, () => ({ edits: { response: odd } })],
    [`${run}/retry`, () => ({ payload: { a: odd } })],
    [`${run}/fork`, () => ({ edits: { payload: { a: odd } } })],
    [`${run}/comments`, () => ({ message: odd })],
    [`${run}/approve`, () => ({ actor: odd, message: "no", approval_token: "x" })],
    [`${run}/reject`, () => ({ reason: odd, approval_token: "x" })],
    ["/api/hitl/decisions", () => ({ action: "approve", runs: odd })],
    [
      "/api/hitl/models",
      () => ({ provider: "replicate", model: { name: "owner/model", example_input: odd } }),
    ],
    ["/api/hitl/policies/simulate", () => ({ policy: odd })],
    ["/api/people", () => ({ name: odd, email: odd, role: odd })],
    ["/api/keys", () => ({ name: odd, role: odd })],
  ]);
  return { method: "POST", path, text: JSON.stringify(body()).slice(0, 1_048_576), kind };
}
