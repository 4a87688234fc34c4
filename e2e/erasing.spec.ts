import { demandNoFindings, demandNoOverflow } from "./support/accessibility";
import { expect, test } from "./support/fixtures";

const auto = { policy: "auto" };

test("an admin erases a run from its menu by keys, and the page says so and holds nothing of it", async ({
  desk,
  client,
}) => {
  const { run_id } = await client.create({ prompt: "a canary in its cage", hitl_config: auto });
  await desk.goto(`/runs/${run_id}`);
  await expect(desk.getByText("a canary in its cage").first()).toBeVisible();
  const more = desk.getByRole("button", { name: "More about this run" });
  const erase = desk.getByRole("menuitem", { name: "Erase…" });
  await expect(async () => {
    await more.focus();
    await desk.keyboard.press("Enter");
    await expect(erase).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await erase.press("Enter");
  const dialog = desk.getByRole("dialog");
  await expect(dialog.getByLabel("Why (optional)")).toBeFocused();
  await demandNoFindings(desk, "the dialog that erases a run");
  await desk.keyboard.type("She asked for it");
  await desk.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(desk.getByText("an admin erased this run")).toBeVisible();
  await expect(desk.getByText("canary")).toHaveCount(0);
  expect((await client.get(run_id)).prompt).toBe("[erased]");
});

test("a run that goes on, and a reviewer, are not offered to erase", async ({ desk, client, signIn }) => {
  const waiting = await client.create({ prompt: "a canary that waits" });
  const over = await client.create({ prompt: "a canary that sang", hitl_config: auto });
  const hasErase = async (run_id: string) => {
    await desk.goto(`/runs/${run_id}`);
    await desk.getByRole("button", { name: "More about this run" }).click();
    await expect(desk.getByRole("menuitem", { name: "Copy" })).toBeVisible();
    return (await desk.getByRole("menuitem", { name: "Erase…" }).count()) > 0;
  };
  expect(await hasErase(waiting.run_id)).toBe(false);
  expect(await hasErase(over.run_id)).toBe(true);
  const reviewer = { email: "rob@example.com", password: "a long word for rob", role: "reviewer" };
  await client.addPerson({ name: "Rob", ...reviewer });
  await desk.context().clearCookies();
  await signIn(desk, reviewer);
  expect(await hasErase(over.run_id)).toBe(false);
});

test("all that the runs of a person hold is counted first, then erased for whose requests are meant", async ({
  desk,
  client,
}) => {
  const user_email = "rita.canary@example.com";
  const asked = { prompt: "rita's canary", user_email };
  const ended = await client.create({ ...asked, hitl_config: auto });
  await client.create(asked);
  const { key, id } = await (
    await client.send("POST", "/api/keys", { name: "the shop", role: "requester" })
  ).json();
  const others = await client.send(
    "POST",
    "/api/hitl/runs",
    { ...asked, model: "sandbox:sandbox/image", hitl_config: auto },
    { authorization: `Bearer ${key}`, prefer: "wait=10" },
  );
  const theirs = await others.json();

  await desk.goto("/settings/erasing");
  const email = desk.getByRole("textbox", { name: "E-mail" });
  await email.fill("Rita.Canary@example.com");
  await email.press("Enter");
  await expect(desk.getByText(/2 runs that have ended hold something of theirs/)).toBeVisible();
  await expect(desk.getByText(/1 run still goes on and is left/)).toBeVisible();
  const erase = desk.getByRole("button", { name: /^Erase/ });
  await expect(erase).toBeDisabled();
  await demandNoFindings(desk, "what there is of a person");
  await desk.setViewportSize({ width: 360, height: 800 });
  await demandNoOverflow(desk, "what there is of a person");
  await desk.setViewportSize({ width: 1440, height: 900 });

  await desk.getByRole("radio", { name: "the shop" }).check();
  await erase.click();
  await desk.getByRole("dialog").getByLabel("Why (optional)").fill("She asked for it");
  await desk.getByRole("dialog").getByRole("button", { name: "Erase 1 run" }).click();
  await expect(desk.getByText(/1 run is being erased/)).toBeVisible();
  await expect
    .poll(async () => (await client.get(theirs.run_id)).erased)
    .toMatchObject({ rule: "by_person" });
  expect((await client.get(ended.run_id)).prompt).toBe("rita's canary");

  // Another name asks anew: what was found before is not of it.
  await email.fill("nobody@example.com");
  await expect(desk.getByText(/being erased/)).toHaveCount(0);
  await email.press("Enter");
  await expect(desk.getByText("No run that has ended holds anything of theirs.")).toBeVisible();
  expect((await (await client.send("DELETE", `/api/keys/${id}`)).text()).length).toBe(0);
});
