import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { openDatabase } from "@/lib/store/connection/client";
import { multiplyRun } from "@/lib/testing/multiply-run";
import { expect, test } from "./support/fixtures";

test.use({ waitingBefore: 0 });

const waiting = 10_000;
/** The longest a single task of the page may take, in milliseconds. */
const longestTask = 100;

declare global {
  interface Window {
    longTasks: number[];
  }
}

async function longestOf(page: Page): Promise<number> {
  const tasks = await page.evaluate(() => window.longTasks.splice(0));
  return Math.round(Math.max(0, ...tasks));
}

/** How long it takes in the page from a key until something new matches a selector, in milliseconds. */
async function untilShown(page: Page, selector: string, act: () => Promise<void>): Promise<number> {
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let from = performance.now();
        window.addEventListener("keydown", () => {
          from = performance.now();
        });
        const look = () => {
          if (document.querySelector(wanted)) resolve(performance.now() - from);
          else requestAnimationFrame(look);
        };
        look();
      }),
    selector,
  );
  await act();
  return Math.round(await shown);
}

/** The answer that brings the last of what waits. */
function wholeList(page: Page) {
  return page.waitForResponse(
    async (response) =>
      response.url().includes("sort=expires_at") && (await response.json()).next_cursor === null,
    { timeout: 60_000 },
  );
}

test("ten thousand waiting runs scroll without a stutter, and decisions and arrivals show at once", async ({
  desk,
  client,
  server,
}) => {
  test.setTimeout(300_000);
  const template = await client.create({
    prompt: "a red bicycle on a quay",
    hitl_config: { policy: "require_human", timeout_seconds: 86_400 },
  });
  const db = await openDatabase(server.databaseUrl);
  await multiplyRun(db, template.run_id, waiting - 1);
  // Not all alike: some groups, and many runs that stand for themselves.
  await db.prisma.$executeRawUnsafe(
    `UPDATE "Run" SET "prompt" = "prompt" || ', number ' || rowid,
      "similarityKey" = CASE WHEN rowid % 10 = 0 THEN 'group ' || (rowid % 7) ELSE 'own ' || rowid END`,
  );
  const soon = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) =>
      // Not alike, so that each has a row of its own.
      client.create({
        prompt: `due soon ${number}`,
        model: undefined,
        agent_tool_config: {
          "sandbox-agent-tool": {
            data: { name: "sandbox/image", example_input: { width: 256 + 64 * number, height: 512 } },
          },
        },
        hitl_config: { timeout_seconds: 600 + number },
      }),
    ),
  );

  const scripts = new Map<string, number>();
  desk.on("response", async (response) => {
    if (!response.url().includes("/_next/static/") || !response.url().includes(".js")) return;
    scripts.set(response.url(), gzipSync(await response.body()).length);
  });
  await desk.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      window.longTasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask", buffered: true });
  });
  const html = await (await desk.request.get("/")).text();
  const begun = Date.now();
  let all = wholeList(desk);
  await desk.goto("/");
  await expect(desk.getByText("due soon 1").first()).toBeVisible();
  const first = Date.now() - begun;
  await all;
  const whole = Date.now() - begun;
  const loading = await longestOf(desk);
  const firstLoad = [...scripts].filter(([url]) => html.includes(new URL(url).pathname));
  const bytes = firstLoad.reduce((sum, [, size]) => sum + size, 0);

  const list = desk.getByRole("list", { name: "Runs waiting for a person" });
  await list.hover();
  for (let turn = 0; turn < 60; turn++) await desk.mouse.wheel(0, 3_000);
  await expect(list.getByRole("listitem").last()).toHaveAttribute("aria-posinset", /\d{4}/);
  const scrolling = await longestOf(desk);
  for (let turn = 0; turn < 40; turn++) await desk.keyboard.press("j");
  const stepping = await longestOf(desk);

  all = wholeList(desk);
  await desk.goto(`/?run=${soon[0]?.run_id}`);
  await all;
  const decisions: number[] = [];
  await longestOf(desk);
  for (const [at, run] of soon.slice(0, -1).entries()) {
    await expect(desk.getByRole("heading", { name: run.prompt })).toBeVisible();
    await expect(desk.getByRole("button", { name: /^Approve/ })).toBeEnabled();
    await desk.keyboard.press("a");
    const next = `a[aria-current=true][href$="${soon[at + 1]?.run_id}"]`;
    decisions.push(await untilShown(desk, next, () => desk.keyboard.press("Enter")));
  }
  // The first is slower: what shows that it can be taken back is fetched with it.
  const [firstDecision = 0, ...later] = decisions;
  const [fastest = 0, , , , decided = 0] = later.toSorted((a, b) => a - b);
  const slowest = Math.max(...later);
  const deciding = await longestOf(desk);

  const shownAt = desk.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector("main section button svg.lucide-arrow-up")) resolve(Date.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await client.create({ prompt: "just arrived", hitl_config: { timeout_seconds: 500 } });
  const stored = Date.now();
  const arrived = Math.max(0, (await shownAt) - stored);
  await db.close();

  console.log(
    [
      `first load of JavaScript: ${(bytes / 1000).toFixed(1)} kB gzip`,
      `the first rows after ${first} ms, all ${waiting + soon.length} after ${whole} ms`,
      `longest task while loading ${loading}, scrolling ${scrolling}, stepping ${stepping}, deciding ${deciding} ms`,
      `a decision shows after ${decided} ms in the middle, ${fastest} to ${slowest} (the first of a page after ${firstDecision}), a new run after ${arrived} ms`,
    ].join("\n"),
  );
  expect(bytes).toBeLessThan(200_000);
  expect(Math.max(scrolling, stepping)).toBeLessThan(longestTask);
  expect(decided).toBeLessThan(100);
  expect(arrived).toBeLessThan(500);
});
