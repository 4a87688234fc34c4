import type { Page } from "@playwright/test";
import type { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { admin } from "./support/server";
import { signByKeys } from "./support/sign-by-keys";

const inbox = (page: Page) => page.getByRole("region", { name: "Inbox" });
const approve = (page: Page) => page.getByRole("button", { name: /^Approve/ });

const ruleName = "Two people look at what is marked";

/** A rule that two people must approve what is marked so, and none of them may be who asks. */
async function demandTwo(client: Client): Promise<object> {
  const careful = `two ${Date.now()}`;
  const demand = {
    policy: "require_human",
    allowed_steps: ["payload_review"],
    approvals: { count: 2, not_requester: true },
  };
  const person = { name: "Second Reviewer", password: "a long enough password", role: "reviewer" };
  await client.addPerson({ ...person, email: `second.${Date.now()}@example.com` });
  const rule = { name: ruleName, when: { metadata: { careful } }, demand };
  expect((await client.send("POST", "/api/hitl/policies", rule)).status).toBe(201);
  return { careful };
}

// Other tests of this server look at all the rules there are.
test.afterEach(async ({ client }) => {
  const { data } = await (await client.send("GET", "/api/hitl/policies?limit=200")).json();
  for (const { id, name } of data)
    if (name === ruleName) await client.send("DELETE", `/api/hitl/policies/${id}`);
});

/** A key of a reviewer that counts as itself. */
async function reviewersKey(client: Client): Promise<Record<string, string>> {
  const made = await client.send("POST", "/api/keys", { name: "Review bot", role: "reviewer" });
  return { authorization: `Bearer ${(await made.json()).key}` };
}

test("nobody is invited to approve twice, and all see whose approval is missing", async ({
  desk,
  client,
}) => {
  const metadata = await demandTwo(client);
  const prompt = `four eyes ${Date.now()}`;
  const { run_id } = await client.create({ prompt, metadata, hitl_config: { policy: "auto" } });
  await desk.goto(`/?q=${prompt}&run=${run_id}`);
  await expect(desk.getByText("0 of 2 have approved")).toBeVisible();
  await signByKeys(desk);
  await expect(desk.getByText("Approved, 1 of 2. It waits for others.")).toBeVisible();
  const row = inbox(desk).getByRole("link", { name: prompt });
  await expect(row).toContainText(/1 of 2 approved: \S/);
  await expect(row).toContainText("For others to approve");
  await row.click();
  await expect(desk.getByText("1 of 2 have approved")).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await expect(approve(desk)).toHaveAccessibleDescription(
    /has approved this already.*Who may: .*Second Reviewer/,
  );

  const headers = await reviewersKey(client);
  const second = await client.send("POST", `/api/hitl/runs/${run_id}/approve`, {}, headers);
  expect(second.status).toBe(200);
  await expect.poll(async () => (await client.get(run_id)).status).toBe("completed");
  await expect(row).toHaveCount(0);
});

test("an admin goes ahead alone only with a reason, and everybody can see it", async ({ desk, client }) => {
  const metadata = await demandTwo(client);
  const prompt = `urgent ${Date.now()}`;
  const hitl_config = { policy: "auto" };
  const { run_id } = await client.create({ prompt, metadata, hitl_config, user_email: admin.email });
  await desk.goto(`/?q=${prompt}&run=${run_id}`);
  await expect(desk.getByText(/asked for this, and whoever asks may not approve it/)).toBeVisible();
  await expect(approve(desk)).toBeDisabled();
  await desk.getByRole("button", { name: "Break the glass…" }).click();
  const alone = desk.getByRole("button", { name: /Go ahead alone/ });
  await expect(alone).toBeDisabled();
  await desk.getByRole("textbox", { name: "Why it cannot wait for them" }).fill("The fair opens now");
  await alone.click();
  await expect.poll(async () => (await client.get(run_id)).status, { timeout: 20_000 }).toBe("completed");
  await desk.goto(`/runs/${run_id}`);
  await expect(desk.getByText("Without approvals")).toBeVisible();
  await expect(
    desk.getByText(/approved, without the approvals that are demanded: “?The fair opens now/).first(),
  ).toBeVisible();
});
