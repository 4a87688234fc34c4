import { afterEach, expect, test } from "vitest";
import { hearUndone, offerUndo, offerWithout, type UndoOffer, undoOffer, withdrawUndo } from "./offer-undo";

const offerOf = (...ids: string[]): UndoOffer => ({
  action: "approve",
  runs: ids.map((run_id) => ({ run_id, approval_token: `apt_${run_id}`, version: 4 })),
  until: 5_000,
  seconds: 5,
  asked: false,
});

afterEach(() => offerUndo(null));

test("taking one decision back never takes the offer of another one away", () => {
  const offer = offerOf("b");
  expect(offerWithout(offer, ["a"])).toBe(offer);
  offerUndo(offer);
  withdrawUndo(["a"]);
  expect(undoOffer()).toBe(offer);
});

test("what was taken back is never offered any more, and the rest of a batch still is", () => {
  expect(offerWithout(offerOf("a", "b", "c"), ["b"])).toEqual(offerOf("a", "c"));
  offerUndo(offerOf("a", "b"));
  withdrawUndo(["a", "b"]);
  expect(undoOffer()).toBeNull();
});

test("what a slow stream tells of an undo before never takes the offer of the next decision away", () => {
  const offer = offerOf("a");
  offerUndo(offer);
  hearUndone({ run_id: "a", seq: 3 });
  hearUndone({ run_id: "b", seq: 9 });
  expect(undoOffer()).toBe(offer);
  hearUndone({ run_id: "a", seq: 6 });
  expect(undoOffer()).toBeNull();
});
