import { expect, test } from "vitest";
import { at, partsOf, pointer, removeAt, setAt } from "./json-pointer";

const document = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

test.each([
  ["", document],
  ["/foo", ["bar", "baz"]],
  ["/foo/0", "bar"],
  ["/", 0],
  ["/a~1b", 1],
  ["/c%d", 2],
  ["/e^f", 3],
  ["/g|h", 4],
  ["/i\\j", 5],
  ['/k"l', 6],
  ["/ ", 7],
  ["/m~0n", 8],
])("RFC 6901's pointer %j finds its value", (text, value) => {
  expect(at(document, text)).toEqual(value);
  expect(pointer(partsOf(text))).toBe(text);
});

test("a pointer to nothing finds nothing", () => {
  for (const text of ["/nope", "/foo/2", "/foo/-", "/foo/01", "/foo/length", "/__proto__", "/ /x"]) {
    expect(at(document, text)).toBeUndefined();
  }
});

test("a pointer without its slash is refused", () => {
  expect(() => at(document, "foo")).toThrow('A JSON pointer starts with "/"; this one is "foo".');
});

test("the part ~1 survives its escaping", () => {
  expect(partsOf(pointer(["~1", "/~"]))).toEqual(["~1", "/~"]);
});

test("setting and removing give a copy and leave the document as it was", () => {
  const before = { list: [1, 2], deep: { a: 1 } };
  expect(setAt(before, "/deep/b", 2)).toEqual({ list: [1, 2], deep: { a: 1, b: 2 } });
  expect(setAt(before, "/list/2", 3)).toEqual({ list: [1, 2, 3], deep: { a: 1 } });
  expect(setAt(before, "/list/0", null)).toEqual({ list: [null, 2], deep: { a: 1 } });
  expect(removeAt(before, "/list/0")).toEqual({ list: [2], deep: { a: 1 } });
  expect(removeAt(before, "/deep/a")).toEqual({ list: [1, 2], deep: {} });
  expect(removeAt(before, "/nothing/here")).toBe(before);
  expect(before).toEqual({ list: [1, 2], deep: { a: 1 } });
});

test("setting where no way leads is refused", () => {
  expect(() => setAt({ list: [] }, "/list/1", 0)).toThrow("There is no /list/1 in the document.");
  expect(() => setAt({}, "/a/b", 0)).toThrow("There is no /a/b in the document.");
});

test("setting __proto__ makes a plain key and touches no prototype", () => {
  const changed = setAt({}, "/__proto__", { polluted: true });
  expect(Object.keys(changed as object)).toEqual(["__proto__"]);
  expect("polluted" in {}).toBe(false);
});
