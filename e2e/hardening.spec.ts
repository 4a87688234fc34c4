import { renameSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { dirname, join } from "node:path";
import { Client } from "./support/client";
import { expect, test } from "./support/fixtures";
import { admin, startApp } from "./support/server";

/** The status and body of an address as it stands: a browser would mend it first. */
function rawGet(base: string, path: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const sent = httpRequest({ hostname, port, path }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers["content-type"] ?? "",
          body,
        }),
      );
    });
    sent.once("error", reject);
    sent.end();
  });
}

test("pages may be framed by nobody and run nobody else's scripts, and work all the same", async ({
  page,
  server,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  const signIn = await page.goto(`${server.url}/sign-in`);
  const headers = signIn?.headers() ?? {};
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]*'unsafe-/);
  const api = (await page.request.get(`${server.url}/api/me`)).headers();
  expect(api["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("same-origin");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: /Inbox/ })).toBeVisible();
  for (const path of ["/runs", "/new", "/insights", "/settings", "/nowhere"]) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByRole("main").first()).toBeVisible();
  }
  expect(complaints).toEqual([]);
  // An element that somebody smuggled in.
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'smuggled'";
    document.body.append(script);
    return document.title;
  });
  expect(ran).not.toBe("smuggled");
});

test("nobody has to sign in for the icons, the manifest and what search engines are told", async ({
  request,
  server,
}) => {
  const get = (path: string) => request.get(server.url + path);
  expect(await (await get("/sign-in")).text()).toContain("/manifest.webmanifest");
  expect(await (await get("/robots.txt")).text()).toContain("Disallow: /");
  const { icons }: { icons: { src: string }[] } = await (await get("/manifest.webmanifest")).json();
  for (const path of ["/icon-180.png", ...icons.map(({ src }) => src)])
    expect((await get(path)).headers()["content-type"], path).toMatch(/^image\//);
});

test("nobody sees the desk or the API without signing in", async ({ page, server }) => {
  await page.goto(`${server.url}/runs`);
  await expect(page).toHaveURL(/sign-in/);
  for (const path of [
    "/api/hitl/runs",
    "/api/hitl/events",
    "/api/hitl/providers",
    "/api/hitl/models",
    "/api/me",
  ]) {
    expect((await page.request.get(`${server.url}${path}`)).status(), path).toBe(401);
  }
  expect((await page.request.get(`${server.url}/api/health/ready`)).status()).toBe(200);
});

test("an address that cannot be read is a problem, and so is the bare /api", async ({ server }) => {
  for (const path of ["/api/hitl/runs/%E0%A4%A", "/%", "/api/hitl/runs?q=%ZZ"]) {
    const { status, type, body } = await rawGet(server.url, path);
    expect([status, type, JSON.parse(body).code], path).toEqual([
      400,
      "application/problem+json",
      "validation_error",
    ]);
  }
  const { status, body } = await rawGet(server.url, "/api");
  expect([status, JSON.parse(body).code]).toEqual([404, "not_found"]);
});

test("a second server on the same SQLite file is told so and ends", async ({ server }) => {
  const second = startApp({ DATABASE_URL: server.databaseUrl });
  await expect(second).rejects.toThrow(/did not start. Another Countersign works on .*countersign\.db/);
});

test("an output's length is told, and while the storage is away it is asked for again, not lost", async () => {
  test.slow();
  const server = await startApp();
  try {
    const client = new Client(server.url);
    const run = await client.create({ prompt: "a boat", hitl_config: { policy: "auto" } });
    await expect.poll(async () => (await client.get(run.run_id)).status).toBe("completed");
    const path = `/api/hitl/runs/${run.run_id}/outputs/0`;
    const whole = await client.send("GET", path);
    const bytes = (await whole.arrayBuffer()).byteLength;
    expect(whole.headers.get("content-length")).toBe(String(bytes));
    expect((await client.send("HEAD", path)).headers.get("content-length")).toBe(String(bytes));
    const part = await client.send("GET", path, undefined, { range: "bytes=2-11" });
    expect([part.status, part.headers.get("content-length")]).toEqual([206, "10"]);

    const folder = dirname(server.databaseUrl.replace("file:", ""));
    renameSync(join(folder, "artifacts"), join(folder, "elsewhere"));
    const away = await client.send("GET", path);
    expect([away.status, (await away.json()).code]).toEqual([503, "unavailable"]);
    expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
    renameSync(join(folder, "elsewhere"), join(folder, "artifacts"));
    expect((await client.send("GET", path)).status).toBe(200);
  } finally {
    await server.stop();
  }
});
