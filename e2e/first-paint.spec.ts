import { expect, test } from "./support/fixtures";

const atPayload = { policy: "require_human", allowed_steps: ["payload_review"] };

test("the first HTML holds the first rows, and the browser asks for none of them again", async ({
  desk,
  client,
}) => {
  const prompt = "a ferry that is due before all others";
  await client.create({ prompt, hitl_config: { ...atPayload, timeout_seconds: 600 } });
  const html = await (await desk.request.get("/")).text();
  // In a row, not only in what is handed over to the script.
  expect(html.replaceAll(/<script.*?<\/script>/gs, "")).toContain(prompt);

  const asked: string[] = [];
  desk.on("request", (request) =>
    asked.push(new URL(request.url()).pathname + new URL(request.url()).search),
  );
  await desk.goto("/");
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  expect(
    asked.filter((path) => path.startsWith("/api/hitl/runs?status=") && !path.includes("cursor=")),
  ).toEqual([]);
});

test("what happens between the first HTML and the stream of events is not missed", async ({
  desk,
  client,
}) => {
  const prompt = "asked for while the page was on its way";
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await desk.route("**/api/hitl/events*", async (route) => {
    await opened;
    await route.continue();
  });
  const heard = desk.waitForRequest("**/api/hitl/events*");
  await desk.goto("/?q=on+its+way");
  await heard;
  await client.create({ prompt, hitl_config: atPayload });
  open();
  await expect(desk.getByRole("link", { name: prompt })).toBeVisible();
});

test("a run is drawn before any call of the browser has been answered", async ({ desk, client }) => {
  const run = await client.create({ prompt: "a page of its own", hitl_config: atPayload });
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await desk.route(`**/api/hitl/runs/${run.run_id}`, async (route) => {
    await answered;
    await route.continue();
  });
  await desk.goto(`/runs/${run.run_id}`);
  await expect(desk.getByRole("button", { name: /^Approve/ })).toBeVisible();
  answer();
});
