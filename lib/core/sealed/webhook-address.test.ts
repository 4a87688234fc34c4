import { expect, test } from "vitest";
import { shownWebhook } from "./webhook-address";

test.each([
  ["https://app.example/hooks/countersign", "https://app.example/hooks/countersign"],
  ["https://app.example/hook?debug", "https://app.example/hook?debug"],
  ["https://app.example/hook?token=s3cret&env=prod", "https://app.example/hook?token=••••&env=••••"],
  ["https://ann:s3cret@app.example/hook", "https://••••@app.example/hook"],
  ["https://app.example/hook#s3cret", "https://app.example/hook#••••"],
  [
    "https://chat.example/services/T024BE7LD/B0ABC/1a2b3c4d5e6f7a8b9c0d1e2f",
    "https://chat.example/services/T024BE7LD/B0ABC/••••",
  ],
  ["https://app.example/hook?1a2b3c4d5e6f7a8b9c0d", "https://app.example/hook?••••"],
])("of %s only %s is shown", (address, shown) => {
  expect(shownWebhook(address)).toBe(shown);
});
