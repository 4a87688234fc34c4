import { expect, test } from "vitest";
import { databaseTrouble } from "./database-trouble";

test.each([
  [
    "file:/etc/hosts",
    "DATABASE_URL names the file /etc/hosts, which cannot be used as a database (no luck).",
  ],
  [
    "postgresql://ann:pa55word@db.example:5433/runs?sslmode=require",
    "DATABASE_URL names the database runs at db.example:5433, which cannot be used (no luck).",
  ],
])("a database that cannot be used is named without its password: %s", (url, sentence) => {
  expect(databaseTrouble(url, new Error("no luck"))).toBe(sentence);
});
