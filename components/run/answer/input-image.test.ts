import { expect, test } from "vitest";
import { inputImage } from "./input-image";

const inputs = (suggested_payload: object) =>
  inputImage({ input_schema: null, suggested_payload: { ...suggested_payload } });

test("the picture that is worked on is found, a mask or a reference is not taken for it", () => {
  expect(inputs({ mask: "https://x.test/m.png", image: "https://x.test/a.png?s=1" })).toBe(
    "https://x.test/a.png?s=1",
  );
  expect(inputs({ input_images: ["data:image/png;base64,AA=="] })).toBe("data:image/png;base64,AA==");
  expect(inputs({ prompt: "a fox.png or so", audio: "https://x.test/a.wav" })).toBeNull();
});
