import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { createReplicate } from "@/lib/providers/replicate/provider";
import { tasks } from "../bounded/tasks";

const provider = createReplicate({ token: null });
const request = { prompt: "a boat", attachments: [] };

/** A model with an example of so many settings, and how often somebody went through all of them. */
function modelOf(count: number, drawn: (at: number) => Json) {
  const settings = Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, drawn(at)]));
  let passes = 0;
  const counted: JsonObject = new Proxy(settings, {
    ownKeys(target) {
      passes++;
      return Reflect.ownKeys(target);
    },
  });
  const model = {
    name: "owner/model",
    description: null,
    version: "v",
    exampleInput: { prompt: "x", settings: counted },
    openapiSchema: { components: { schemas: { Input: { properties: { prompt: { type: "string" } } } } } },
  };
  return { model, passes: () => passes };
}

const kinds: [string, (at: number) => Json][] = [
  ["numbers", (at) => at],
  ["addresses", (at) => `https://a.example/${at}.png`],
];

test.each(kinds)(
  "no large example of %s is gone through more often than a small one, nor many times",
  (_, drawn) => {
    const passesOf = (count: number) => {
      const { model, passes } = modelOf(count, drawn);
      tasks.read(provider, { model, request });
      tasks.find(provider, { model, request });
      tasks.assess(provider, { model, request, edits: null, answered: false });
      return passes();
    };
    const few = passesOf(10);
    expect(passesOf(2_000)).toBe(few);
    expect(few).toBeLessThanOrEqual(50);
  },
);
