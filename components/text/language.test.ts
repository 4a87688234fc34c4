import { expect, test } from "vitest";
import { chooseLanguage } from "./language";

test("what the reader chose counts before what the browser asks for", () => {
  expect(chooseLanguage("en", "de-DE,de;q=0.9")).toBe("en");
  expect(chooseLanguage("de", null)).toBe("de");
});

test("the most wanted language that the desk speaks is taken", () => {
  expect(chooseLanguage(undefined, "de-AT,de;q=0.9,en;q=0.8")).toBe("de");
  expect(chooseLanguage(undefined, "fr-FR,en;q=0.4,de;q=0.8")).toBe("de");
  expect(chooseLanguage(undefined, "de;q=0,en;q=0.1")).toBe("en");
});

test("a language that the desk does not speak, a foreign cookie and no wish at all mean English", () => {
  expect(chooseLanguage(undefined, "fr,ja;q=0.9")).toBe("en");
  expect(chooseLanguage("klingon", null)).toBe("en");
  expect(chooseLanguage(undefined, ";;q=,,*")).toBe("en");
});
