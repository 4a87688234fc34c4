import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Run } from "@/lib/contracts/run";
import { apiAddress } from "@/lib/http/server/api-address";
import { testApi } from "@/lib/testing/api";

const { ada } = await testApi();
const document = readFileSync(join(import.meta.dirname, "../../../docs/migrate.md"), "utf8");
const example = /^```http\nPOST (\S+)\n([\s\S]+?)\n\n(\d+) (\w+)(?:\nWarning: (.+))?\n```$/gm;

test("docs/migrate.md says nothing of the older clients' calls that is not so", async () => {
  let last: Run | null = null;
  const examples = [...document.matchAll(example)];
  expect(examples).toHaveLength(6);
  for (const [, address = "", body = "", status, runStatus, warning = null] of examples) {
    const url = address.replace("{run_id}", last?.run_id ?? "");
    const path = apiAddress({ method: "POST", url, headers: {} });
    const sent = body.replace("{approval_token}", last?.approval_token ?? "");
    const response = await ada.post(path, sent, { prefer: "wait=20" });
    const answer: unknown = await response.json();
    expect([response.status, response.headers.get("warning")], JSON.stringify(answer)).toEqual([
      Number(status),
      warning,
    ]);
    last = Run.parse(answer);
    expect(last.status).toBe(runStatus);
  }
});
