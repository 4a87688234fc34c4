import { afterAll, afterEach, beforeEach } from "vitest";
import { closeTestDatabases } from "./open-databases";
import { shareQueryPlans } from "./query-plans";

await shareQueryPlans();

const original = console.error;
let unexpected: unknown[][] = [];

// A test that expects console.error says so by putting its own spy in place.
function record(...message: unknown[]): void {
  unexpected.push(message);
  original(...message);
}

beforeEach(() => {
  unexpected = [];
  console.error = record;
});

afterEach(() => {
  console.error = original;
  if (unexpected.length > 0) {
    throw new Error(`console.error was called: ${unexpected.map((message) => message.join(" ")).join("\n")}`);
  }
});

afterAll(closeTestDatabases);
