import { expect, test } from "vitest";
import { unusedAttachments } from "./unused-attachments";

test("an attachment that the payload does not use is not passed over in silence", () => {
  const [used, left] = ["https://x.test/a.png", "https://x.test/b.png"];
  const attachments = [used, left, left].map((url) => ({ url }));
  expect(unusedAttachments({ attachments, suggested_payload: { images: [used, `${left}?other`] } })).toEqual([
    left,
  ]);
});
