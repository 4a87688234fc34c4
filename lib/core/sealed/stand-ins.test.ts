import { expect, test } from "vitest";
import { replaceIn, sealedIn } from "./sealed-in";
import { isStandIn, standInsFor } from "./stand-ins";

const key = { $sealed: `hmac-sha256:${"a".repeat(64)}`, shown: "…••••" };
const picture = {
  $sealed: `hmac-sha256:${"b".repeat(64)}`,
  shown: "https://••••@files.example/cat%20one.png?X-Amz-Signature=••••",
};

test("documents without sealed values get no stand-ins", () => {
  expect(standInsFor({ prompt: "a quay" }, [1, null, "x"])).toBeNull();
});

test("no sealed value is lost on the way there and back", () => {
  const document = { token: key, images: [picture, picture], prompt: "a quay", deep: { again: key } };
  const standIns = standInsFor(document);
  const put = standIns?.put(document);
  expect(JSON.stringify(put)).not.toContain("$sealed");
  expect(put?.images[0]).toMatch(/^https:\/\/files\.example\/cat%20one\.png\?/);
  expect(isStandIn(put?.token, standIns?.mark)).toBe(true);
  expect(standIns?.takeBack(put)).toEqual(document);
});

test("a sentence names a file of ours, with or without the query of what stood in for it", () => {
  const file = {
    $file: "file_1",
    sha256: "c".repeat(64),
    name: "cat one.png",
    url: "/api/hitl/files/file_1",
  };
  const standIns = standInsFor({ image: file });
  const { image } = standIns?.put({ image: file as unknown }) ?? {};
  const [bare] = String(image).split("?");
  const said = standIns?.tell({ whole: `No field takes ${image}.`, bare: `No field takes ${bare}.` });
  expect(said).toEqual({ whole: "No field takes cat one.png.", bare: "No field takes cat one.png." });
});

test("a sentence shows what may be shown, never a stand-in", () => {
  const document = { token: key, image: picture };
  const standIns = standInsFor(document);
  const put = standIns?.put(document);
  const said = standIns?.tell({ issue: `token is "${put?.token}", and ${put?.image} is a picture.` });
  expect(said?.issue).toBe(`token is "…••••", and ${picture.shown} is a picture.`);
});

test("nobody can write a stand-in themselves", () => {
  const document = { token: key, prompt: "sealed-0-0;", "sealed-1-0;": 1 };
  const standIns = standInsFor(document);
  const put = standIns?.put(document);
  expect(isStandIn(put?.prompt, standIns?.mark)).toBe(false);
  expect(standIns?.takeBack(put)).toEqual(document);
});

test("each sealed value is found with its place", () => {
  const document = { b: [1, picture], a: { "c/d": key } };
  expect(sealedIn(document)).toEqual([
    { pointer: "/b/1", field: "b", sealed: picture },
    { pointer: "/a/c~1d", field: "a", sealed: key },
  ]);
  expect(replaceIn({ __proto__: null, a: 1n }, () => undefined)).toEqual({ a: 1n });
});
