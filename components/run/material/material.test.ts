import { expect, test } from "vitest";
import { inlineMaterial, shortAddress, shownAs } from "./material";

test("nothing counts as shown that a browser may not draw, and an SVG is not taken for a picture", () => {
  const named = ["image/svg+xml", "image/tiff", "image/heic", "image/vnd.adobe.photoshop"];
  expect(named.map((contentType) => shownAs({ kind: "image", contentType }))).toEqual(
    named.map(() => "named"),
  );
  expect(shownAs({ kind: "file", contentType: "application/pdf" })).toBe("named");
  expect(shownAs({ kind: "file", contentType: "model/gltf-binary" })).toBe("named");
  expect(shownAs({ kind: "image", contentType: "image/webp" })).toBe("picture");
  expect(shownAs({ kind: "video", contentType: "video/mp4" })).toBe("film");
  expect(shownAs({ kind: "audio", contentType: "audio/wav" })).toBe("sound");
});

test("what an address holds itself is told by its type, and measured", () => {
  expect(inlineMaterial("data:image/png;base64,AAAA", "Image")).toMatchObject({ kind: "image", bytes: 3 });
  expect(inlineMaterial("data:,abc", "Note")).toMatchObject({
    kind: "file",
    contentType: "text/plain",
    bytes: 3,
  });
  expect(inlineMaterial("data:application/pdf;base64,AAAA", "Page")).toMatchObject({ kind: "file" });
  expect(inlineMaterial("https://x.test/a.png", "Image")).toBeNull();
});

test("of a long address the host and the name of the file are not cut away", () => {
  const long = `https://assets.example.com/${"references/".repeat(20)}portrait-17.png?v=3`;
  expect(shortAddress(long)).toBe("assets.example.com/…/portrait-17.png");
  expect(shortAddress("https://x.test/a.png")).toBe("x.test/a.png");
  expect(shortAddress(`https://${"h".repeat(90)}.test/${"f".repeat(90)}.png`).length).toBeLessThan(70);
});
