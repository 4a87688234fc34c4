import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createMeters } from "@/lib/http/meters";

test("every metric that an alert rule names is one that is told", async () => {
  const rules = readFileSync("docs/alerts.yml", "utf8");
  const named = new Set(rules.match(/countersign_\w+/g));
  const { text } = await createMeters().scrape({
    waiting: 0,
    by_step: [],
    oldest_ms: 0,
    age_p50_ms: 0,
    age_p95_ms: 0,
    due_soon: 0,
    running: 0,
  });
  const told = [...text.matchAll(/^# TYPE (countersign_\w+) (\w+)$/gm)].flatMap(([, name = "", type]) =>
    type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  expect(named.size).toBeGreaterThan(4);
  expect([...named].filter((name) => !told.includes(name))).toEqual([]);
});
