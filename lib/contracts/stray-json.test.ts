import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Where JSON is read or written that holds nothing of a payload, an answer or an example. */
const withoutPayloads = [
  /^lib\/(auth|testing|store\/generated)\//,
  /^lib\/providers\/[^/]+\/fixtures\//,
  // The one home, and what counts characters of a text that is no JSON.
  /^lib\/contracts\/json-text\.ts$/,
  // The other home: what columns keep, whose long integers it writes out by itself.
  /^lib\/store\/connection\/(json-column|sqlite-rows)\.ts$/,
  /^lib\/http\/route\/json-fault\.ts$/,
  // Places in a list, and names.
  /^lib\/orchestrator\/reading\/output-address\.ts$/,
  /^lib\/store\/runs\/cursor\.ts$/,
  /^lib\/services\/models\/find-model\.ts$/,
  /^components\/(format\/formatters\.ts|inbox\/use-inbox-list\.ts|schema-form\/read-typed\.ts)$/,
  // Texts alone.
  /^lib\/core\/(sealed\/scrub|digest)\.ts$/,
  /^lib\/providers\/payload\/(request-issues|likely-text|random-model)\.ts$/,
  // Jobs and instances, which name runs by their ids; settings; the contract's own description.
  /^lib\/engine\/(graphile-jobs|instance|own-rows)\.ts$/,
  /^lib\/env\.ts$/,
  /^lib\/http\/(openapi\/schemas|server\/(at-the-door|leaving)|route\/identity(-refusals)?)\.ts$/,
  /^lib\/core\/figures\/places\.ts$/,
  // Which rows were asked for, how long a document is, and the number of a head.
  /^lib\/store\/(connection\/remembered|runs\/known-runs|head-memory)\.ts$/,
  /^lib\/core\/model-schema\/checks-of\.ts$/,
  // The rollout and the lab hold policies.
  /^lib\/store\/rollout\.ts$/,
  /^lib\/core\/rollout\/change\.ts$/,
  /^components\/(rollout|lab)\//,
];

test("no JSON that may hold a payload is read or written past parseJson and printJson", () => {
  const files = ["app", "components", "lib"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && !withoutPayloads.some((known) => known.test(file)));
  expect(files.length).toBeGreaterThan(300);
  const strays = files.filter((file) =>
    /JSON\.(parse|stringify)\(|\.json\(/.test(readFileSync(join(root, file), "utf8")),
  );
  expect(strays).toEqual([]);
});
