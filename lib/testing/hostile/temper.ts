import type { JsonObject } from "@/lib/contracts/json";
import type { Answer, RouteName, Script } from "@/lib/providers/replicate/fixtures/types";
import type { Random } from "@/lib/testing/crash/random";

/** How a provider treats one call, from its sending to the copying of its files. */
export interface Temper {
  /** For the report. */
  name: string;
  script: Script;
  /** What it answers instead of the truth, by route: for so many calls of that route, or for all of them. */
  answers: Partial<Record<RouteName, { answer: () => Answer; times: number }>>;
}

const always = Number.POSITIVE_INFINITY;
const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;

const bent = (change: (answer: JsonObject) => object): Answer => ({
  kind: "bent",
  bend: (json) => JSON.stringify(change(JSON.parse(json))),
});
const withOutput = (output: string): Answer => ({
  kind: "bent",
  bend: (json) => json.replace(/"output":(null|"[^"]*"|\[[^\]]*\])/, `"output":${output}`),
});

/** Answers that are wrong whatever was asked. */
const broken: Record<string, Answer> = {
  "half a JSON text": { kind: "malformed" },
  "an empty object": { kind: "malformed", body: "{}" },
  "a list": { kind: "malformed", body: "[]" },
  null: { kind: "malformed", body: "null" },
  "10,000 levels": { kind: "malformed", body: deep },
  HTML: { kind: "raw", status: 200, body: "<!doctype html><title>Welcome</title>", accepted: true },
  "an empty 204": { kind: "raw", status: 204, accepted: true },
  "9 MiB": { kind: "flood", bytes: 9 * 1024 * 1024 },
  "a body that drips": { kind: "drip", everyMs: 50 },
  "half a body": { kind: "half" },
  "a dropped connection": { kind: "drop", accepted: true },
  "no answer": { kind: "never", accepted: true },
  "an internal error": { kind: "status", status: 500, accepted: true },
  "a proxy's error": { kind: "raw", status: 502, body: "<html>Bad gateway</html>", accepted: true },
  "a redirect": { kind: "raw", status: 302, headers: { location: "http://127.0.0.1:1/" } },
  "404": { kind: "status", status: 404 },
};

/** What only a submission meets. */
const submissions: Record<string, Answer> = {
  "429 until 2058": { kind: "status", status: 429, retryAfter: 999_999_999 },
  "429 until the year 2100": { kind: "status", status: 429, retryAfter: "Fri, 01 Jan 2100 00:00:00 GMT" },
  "429 for less than no time": { kind: "status", status: 429, retryAfter: "-5" },
  "429 for a tenth": { kind: "status", status: 429, retryAfter: "0.1" },
  "429 for NaN": { kind: "status", status: 429, retryAfter: "NaN" },
  "408, though accepted": { kind: "status", status: 408, accepted: true },
  "408, not accepted": { kind: "status", status: 408 },
  "503 with Retry-After, though accepted": { kind: "status", status: 503, retryAfter: 0, accepted: true },
  "503 with Retry-After, not accepted": { kind: "status", status: 503, retryAfter: 0 },
  "500, not accepted": { kind: "status", status: 500 },
  "no answer, not accepted": { kind: "never" },
  "a dropped connection, not accepted": { kind: "drop", accepted: false },
  "a late answer": { kind: "late", ms: 1_000 },
  "another's id": bent((answer) => ({ ...answer, id: "rp_nobodys" })),
  "an id that is an address": bent((answer) => ({ ...answer, id: "../../account" })),
  "no credit": { kind: "status", status: 402 },
};

/** What only a look at a call meets. */
const looks: Record<string, Answer> = {
  "a status nobody knows": bent((answer) => ({ ...answer, status: "queued" })),
  "no status": bent(({ status: _, ...answer }) => answer),
  "a status that goes backwards": bent((answer) => ({ ...answer, status: "starting", logs: "0%|a|0/9" })),
  "a running time in words": bent((answer) => ({ ...answer, metrics: { predict_time: "1.5" } })),
  "times that are none": bent((answer) => ({ ...answer, started_at: 7, completed_at: "yesterday" })),
  "logs that are a list": bent((answer) => ({ ...answer, logs: [1, 2] })),
  "another's id": bent((answer) => ({ ...answer, id: "rp_nobodys" })),
  "NaN in its output": withOutput("[1,NaN]"),
  "a number beyond all": withOutput('{"a":1e999}'),
  "an output of 10,000 levels": withOutput(deep),
  "an output of 300,000 values": withOutput(`[${"1,".repeat(300_000)}1]`),
  "429 until 2058": { kind: "status", status: 429, retryAfter: 999_999_999 },
};

const outputs: Record<string, Script> = {
  "nothing in it": { output: null },
  "a file of this machine": { output: ["file:///etc/passwd"] },
  "a script": { output: ["javascript:alert(1)"] },
  "a file by FTP": { output: ["ftp://replicate.delivery/a.png"] },
  "a file in our network": { output: ["http://169.254.169.254/latest/meta-data"] },
  "halves of characters": { output: "\u0000\ud800 and the rest" },
  "a list in an object in a list": { output: [{ a: [{ b: [] }] }] },
  "an error of 100,000 characters": { error: "no ".repeat(33_000) },
  "cancelled by nobody": { status: "canceled" },
  aborted: { status: "aborted" },
};

const files: Record<string, Answer> = {
  "a file without end": { kind: "flood", bytes: always },
  "a file that drips": { kind: "drip", everyMs: 50 },
  "a file shorter than it says": {
    kind: "raw",
    status: 200,
    body: "short",
    headers: { "content-type": "image/png", "content-length": "100000" },
  },
  "an empty file": { kind: "raw", status: 200 },
  "a file that is elsewhere for ever": { kind: "raw", status: 302, headers: { location: "?again" } },
  "a file that never comes": { kind: "never" },
  "half a file": { kind: "half" },
  "a file that fails": { kind: "status", status: 500 },
};

function oneOf<Value>(random: Random, from: Record<string, Value>): [name: string, value: Value] {
  return random.pick(Object.entries(from));
}

/** Draws how the next call is treated. */
export function drawTemper(random: Random): Temper {
  const ends = { polls: 1 + random.below(3) };
  const times = random.chance(0.6) ? always : 1 + random.below(3);
  const often = times === always ? "always" : `${times} times`;
  const look = { ...broken, ...looks };
  switch (random.below(5)) {
    case 0: {
      const [name, answer] = oneOf(random, { ...broken, ...submissions });
      return {
        name: `sending: ${name}, ${often}`,
        script: { ends },
        answers: { create_prediction: { answer: () => answer, times } },
      };
    }
    case 1:
    case 2: {
      const [name, answer] = oneOf(random, look);
      return {
        name: `looking: ${name}, ${often}`,
        script: { ends: { polls: 1 } },
        answers: { get_prediction: { answer: () => answer, times } },
      };
    }
    case 3: {
      // Each look another answer.
      return {
        name: "looking: something else each time",
        script: { ends },
        answers: { get_prediction: { answer: () => oneOf(random, look)[1], times: always } },
      };
    }
    default: {
      if (random.chance(0.5)) {
        const [name, script] = oneOf(random, outputs);
        return { name: `ending: ${name}`, script: { ...script, ends }, answers: {} };
      }
      const [name, answer] = oneOf(random, files);
      return {
        name: `file: ${name}, ${often}`,
        script: { ends },
        answers: { file: { answer: () => answer, times } },
      };
    }
  }
}
