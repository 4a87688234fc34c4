import type { Page } from "@playwright/test";
import { demandNoFindings } from "./support/accessibility";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { englishLines, germanPage } from "./support/german";
import { startApp } from "./support/server";

const password = "a long enough password";
const hitl_config = { policy: "require_human", allowed_steps: ["payload_review"] };

async function addReviewer(client: Client, name: string): Promise<void> {
  await client.addPerson({ name, email: `${name.toLowerCase()}@example.com`, password, role: "reviewer" });
}

const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name }).first();

/** A time to come as a field for one takes it. */
const nextYear = `${new Date().getFullYear() + 1}-01-04T08:00`;

test("an admin makes groups by keyboard, says who is away, and each reviewer gets what is theirs", async ({
  page,
  browser,
  signIn,
}) => {
  test.setTimeout(240_000);
  const server = await startApp({});
  try {
    const client = new Client(server.url);
    for (const name of ["Grace", "Hugo"]) await addReviewer(client, name);
    await signIn(page, undefined, server.url);
    await page.goto(`${server.url}/settings/groups`);
    await expect(page.getByText("No groups yet")).toBeVisible();

    await page.getByRole("button", { name: "Add a group" }).focus();
    await page.keyboard.press("Enter");
    const name = page.getByLabel("Name", { exact: true });
    await expect(name).toBeFocused();
    await page.keyboard.type("Pictures");
    await page.getByRole("checkbox", { name: "Grace" }).focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Kind of work").fill("image_*");
    await demandNoFindings(page, "the form of a group");
    await page.getByLabel("Kind of work").press("Enter");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(row(page, "Pictures")).toContainText("Questions about requests of the kind image_*.");
    await expect(row(page, "Pictures")).toContainText("Grace");

    await page.getByRole("button", { name: "Add a group" }).click();
    await name.fill("Pictures");
    await page.keyboard.press("Enter");
    await expect(page.getByText("is another group's name")).toBeVisible();
    await name.fill("Board");
    await page.getByRole("checkbox", { name: "Hugo" }).check();
    await page.getByLabel("Model", { exact: true }).fill("acme/reel");
    await page.getByLabel("Model", { exact: true }).press("Enter");
    await expect(row(page, "Board")).toBeVisible();

    await page.getByRole("button", { name: "Edit the group “Pictures”" }).click();
    await page.getByLabel("After", { exact: true }).fill("30");
    await expect(page.getByText("Choose the group that it goes to")).toBeVisible();
    await page.getByRole("combobox", { name: "To" }).click();
    await page.getByRole("option", { name: "Board" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(row(page, "Pictures")).toContainText("After 30 min they are for Board, too.");
    await demandNoFindings(page, "the page of groups");

    const run = await client.create({ prompt: "a harbour", hitl_config });
    await client.create({ prompt: "a text", model: "sandbox:sandbox/text", hitl_config });
    const theirs = await browser.newContext({ baseURL: server.url });
    const desk = await theirs.newPage();
    await signIn(desk, { email: "grace@example.com", password }, server.url);
    await desk.goto("/");
    await desk.getByRole("button", { name: "My groups" }).click();
    await expect(desk.getByRole("link", { name: "a harbour" })).toBeVisible();
    await expect(desk.getByRole("link", { name: "a text" })).toHaveCount(0);
    await desk.keyboard.press("n");
    await expect(desk).toHaveURL(new RegExp(run.run_id));
    await expect.poll(async () => (await client.get(run.run_id)).claimed_by?.name).toBe("Grace");

    // She goes, and says so herself; who stands in has her seat.
    await desk.goto("/settings");
    await expect(desk.getByText("You have a seat in Pictures.")).toBeVisible();
    await desk.getByRole("button", { name: "I am away…" }).click();
    await desk.getByLabel("Until").fill(nextYear);
    await desk.getByRole("combobox", { name: "Who stands in" }).click();
    await desk.getByRole("option", { name: "Hugo" }).click();
    await desk.getByRole("button", { name: "Save", exact: true }).last().click();
    await expect(desk.getByText(/You are away until .*; Hugo stands in/)).toBeVisible();
    await theirs.close();

    await page.reload();
    await expect(row(page, "Pictures")).toContainText(/Grace · away until .*, Hugo stands in/);
    const { data } = await (await client.send("GET", "/api/hitl/groups")).json();
    const seatedIn = (group: string) =>
      data
        .find((one: { name: string }) => one.name === group)
        .seated.map((one: { name: string }) => one.name);
    expect(seatedIn("Pictures")).toEqual(["Hugo"]);

    const german = await germanPage(browser, server.url, (one) => signIn(one, undefined, server.url));
    await german.goto("/settings/groups");
    await expect(german.getByText(/Grace · abwesend bis/)).toBeVisible();
    expect.soft(await englishLines(german)).toEqual([]);
    await german.getByRole("button", { name: "Gruppe „Pictures“ bearbeiten" }).click();
    await expect(german.getByRole("dialog")).toBeVisible();
    expect.soft(await englishLines(german)).toEqual([]);
    await german.context().close();

    await page.getByRole("button", { name: "Grace is back again" }).click();
    await expect(page.getByText("Everybody is there.")).toBeVisible();
    await page.getByRole("button", { name: "Delete the group “Pictures”" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).last().click();
    await expect(row(page, "Pictures")).toHaveCount(0);
    await expect(row(page, "Board")).toBeVisible();
  } finally {
    await server.stop();
  }
});
