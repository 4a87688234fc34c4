import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deskKeys, type KeyName } from "./desk-keys";
import { KeyLayers, type KeyMap, type Layer, type Press } from "./key-layers";
import { nameOf } from "./name-of-key";

const names = Object.values(deskKeys).flatMap((group) =>
  group.flatMap(({ names }): readonly KeyName[] => names),
);
const press = (name: string, more: Partial<Press> = {}): Press => ({
  name,
  at: 0,
  repeats: false,
  typing: false,
  onControl: false,
  covered: false,
  letters: true,
  ...more,
});
const event = {} as KeyboardEvent;

/** Layers that each do something at every key there is, and what was done. */
function everythingHeard(...there: Layer[]) {
  const keys = new KeyLayers();
  const done: string[] = [];
  const mapOf = (layer: Layer): KeyMap =>
    Object.fromEntries(names.map((name) => [name, () => done.push(`${layer}: ${name}`)]));
  const leave = new Map(there.map((layer) => [layer, keys.add(layer, { map: () => mapOf(layer) })]));
  return { keys, done, leave, hear: (one: Press) => keys.heard(one)?.(event) };
}

const anyPress = fc.record({
  name: fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom("g", "i", "n", "m", "s", " ", "q", "shift+t", "alt+a", "mod+a", "tab", "delete"),
  ),
  at: fc.nat(2_000),
  repeats: fc.boolean(),
  typing: fc.boolean(),
  onControl: fc.boolean(),
  covered: fc.boolean(),
  letters: fc.boolean(),
});

describe("whatever is pressed", () => {
  test("an open panel lets no key decide anything but its own", () => {
    fc.assert(
      fc.property(fc.array(anyPress, { maxLength: 60 }), fc.subarray(names), (presses, own) => {
        const { keys, done, hear } = everythingHeard("frame", "screen", "run");
        const panel: string[] = [];
        keys.add("panel", {
          map: () => Object.fromEntries(own.map((name) => [name, () => panel.push(name)])),
        });
        for (const one of presses) hear(one);
        expect(done.filter((what) => what !== "frame: mod+k")).toEqual([]);
        expect(panel.filter((name) => !own.some((each) => each === name))).toEqual([]);
      }),
    );
  });

  test("what was asked for keeps every key from all that is under it, before it is on the screen", () => {
    fc.assert(
      fc.property(fc.array(anyPress, { maxLength: 60 }), (presses) => {
        const { keys, done, hear } = everythingHeard("frame", "screen", "run", "panel");
        keys.add("dialog", { map: () => ({}) });
        for (const one of presses) hear(one);
        expect(done).toEqual([]);
      }),
    );
  });

  test("what lies over the page keeps every key from all that is under it", () => {
    fc.assert(
      fc.property(fc.array(anyPress, { maxLength: 60 }), (presses) => {
        const { done, hear } = everythingHeard("frame", "screen", "run", "panel");
        for (const one of presses) hear({ ...one, covered: true });
        expect(done).toEqual([]);
      }),
    );
  });

  test("a key that is held down moves at most, and nothing single is heard from a field", () => {
    fc.assert(
      fc.property(fc.array(anyPress, { maxLength: 60 }), fc.boolean(), (presses, repeats) => {
        const { done, hear } = everythingHeard("frame", "screen", "run");
        for (const one of presses) hear({ ...one, repeats, typing: !repeats });
        const meant = repeats ? /: (j|k|arrow\w+)$/ : /: (mod\+\w+|escape|f6)$/;
        expect(done.filter((what) => !meant.test(what))).toEqual([]);
      }),
    );
  });
});

test("two keys after each other come before what the second does in a nearer layer", () => {
  const { done, hear } = everythingHeard("frame", "run");
  hear(press("g"));
  hear(press("r", { at: 300 }));
  hear(press("r", { at: 5_000 }));
  expect(done).toEqual(["run: g r", "run: r"]);
  const keys = new KeyLayers();
  keys.add("run", { map: () => ({ r: () => done.push("reject") }) });
  keys.add("frame", { map: () => ({ "g r": () => done.push("runs") }) });
  for (const at of [0, 100]) keys.heard(press(at === 0 ? "g" : "r", { at }))?.(event);
  expect(done.at(-1)).toBe("runs");
});

test("a panel that is gone, or hears nothing, gives the keyboard back", () => {
  const { keys, done, leave, hear } = everythingHeard("run", "panel");
  hear(press("a"));
  leave.get("panel")?.();
  keys.add("panel", { map: () => null });
  hear(press("a"));
  expect(done).toEqual(["panel: a", "run: a"]);
});

test("a digit is heard from the box only by what asked for it", () => {
  const keys = new KeyLayers();
  const chosen: string[] = [];
  keys.add("panel", { map: () => ({ "2": () => chosen.push("2") }), typing: true });
  keys.add("panel", { map: () => ({ "3": () => chosen.push("3") }) });
  for (const name of ["2", "3"]) keys.heard(press(name, { typing: true }))?.(event);
  expect(chosen).toEqual(["2"]);
});

describe("a letter is the same on every keyboard", () => {
  const key = (key: string, code: string, more: Partial<Parameters<typeof nameOf>[0]> = {}) =>
    nameOf({ key, code, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...more });

  test("by its place where another script is written", () => {
    expect(key("ф", "KeyA")).toBe("a");
    expect(key("Ф", "KeyA", { shiftKey: true })).toBe("shift+a");
    expect(key("α", "KeyA")).toBe("a");
    expect(key("ש", "KeyA")).toBe("a");
    expect(key("л", "KeyK", { ctrlKey: true })).toBe("mod+k");
  });

  test("by what it writes where that is Latin", () => {
    // Dvorak: `e` is where others have `d`, and where they have `e` is a full stop.
    expect(key("e", "KeyD")).toBe("e");
    expect(key(".", "KeyE")).toBe(".");
    // Bépo has an accented letter there.
    expect(key("è", "KeyT")).toBe("è");
    expect(key("?", "Minus", { shiftKey: true })).toBe("?");
  });

  test("and what AltGr writes is no command", () => {
    expect(key("@", "KeyQ", { ctrlKey: true, altKey: true, getModifierState: () => true })).toBe("@");
  });
});
