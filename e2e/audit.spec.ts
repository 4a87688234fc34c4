import { readFileSync } from "node:fs";
import { demandNoFindings, demandNoOverflow } from "./support/accessibility";
import { expect, test } from "./support/fixtures";

test("an admin finds who changed what, and takes it out as a file", async ({ desk, client }) => {
  const key = await (await client.send("POST", "/api/keys", { name: "the shop", role: "requester" })).json();
  await client.send("PATCH", `/api/keys/${key.id}`, { limits: { creates: 600 } });
  await client.send("DELETE", `/api/keys/${key.id}`);
  await desk.goto("/settings/audit");
  const rows = desk.getByRole("listitem").filter({ hasText: "the shop" });
  await expect(rows).toHaveText([/Revoked an API key/, /Changed an API key/, /Made an API key/]);

  await rows.nth(1).locator("summary").press("Enter");
  await expect(rows.nth(1)).toContainText("limits");
  await expect(rows.nth(1)).toContainText("600");
  await demandNoFindings(desk, "the audit log");

  await desk.getByRole("combobox", { name: "Act" }).press("Enter");
  await desk.getByRole("option", { name: "Revoked an API key" }).press("Enter");
  await expect(rows).toHaveCount(1);
  await desk.setViewportSize({ width: 390, height: 844 });
  await demandNoOverflow(desk, "the audit log at 390 px");

  const [file] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("button", { name: "Export" }).press("Enter"),
  ]);
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line).action)).toContain("key.revoked");
  expect(new Set(lines.map((line) => JSON.parse(line).action))).toEqual(new Set(["key.revoked"]));
});
