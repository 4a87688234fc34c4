import { readFileSync } from "node:fs";
import { compactVerify, createLocalJWKSet } from "jose";
import { demandNoFindings } from "./support/accessibility";
import { expect, test } from "./support/fixtures";

const hitl_config = { policy: "require_human", allowed_steps: ["payload_review"] };

test("an approval that was carried out gives a receipt, to be downloaded and checked with the public keys alone", async ({
  desk,
  client,
}) => {
  const { run_id } = await client.create({ prompt: "a lighthouse for a receipt", hitl_config });
  await desk.goto(`/runs/${run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  await expect(desk.getByRole("heading", { name: "Receipts" })).toHaveCount(0);
  const { payload_digest } = await client.decide(run_id, "approve");
  const card = desk.locator("section", { has: desk.getByRole("heading", { name: "Receipts" }) });
  await card.getByRole("button", { name: "Show" }).click();
  const receipts = desk.getByRole("list", { name: "Receipts" });
  await expect(receipts.getByRole("listitem")).toHaveCount(1, { timeout: 20_000 });
  await demandNoFindings(desk, "a run with a receipt");
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    receipts.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${run_id}.1.jws`);
  const receipt = readFileSync(await download.path(), "utf8");
  const keySet = await (await client.send("GET", "/api/hitl/keys.json")).json();
  const { payload } = await compactVerify(receipt, createLocalJWKSet(keySet));
  expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({
    sub: run_id,
    action: "approve",
    payload_digest,
  });
});
