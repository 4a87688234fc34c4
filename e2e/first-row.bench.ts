import { gzipSync } from "node:zlib";
import { expect, test } from "./support/fixtures";

test.use({ waitingBefore: 60 });

const loads = 12;

/**
 * `npm run bench:inbox -- first-row`: from the address to the first row that is drawn, with what a plain line and a plain
 * computer add (40 ms of way, 10 Mbit/s, a quarter of the processor), and the JavaScript of that first load.
 */
test("the first row of the inbox", async ({ desk }) => {
  const network = await desk.context().newCDPSession(desk);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    downloadThroughput: 10_000_000 / 8,
    uploadThroughput: 10_000_000 / 8,
  });
  await network.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await desk.addInitScript(() => {
    const look = () => {
      if (document.querySelector("a[href^='?run=']")) {
        performance.mark("first-row");
      } else requestAnimationFrame(look);
    };
    look();
  });
  const scripts = new Map<string, number>();
  desk.on("response", async (response) => {
    if (!response.url().includes("/_next/static/") || !response.url().includes(".js")) return;
    scripts.set(response.url(), gzipSync(await response.body()).length);
  });
  const html = await (await desk.request.get("/")).text();

  for (const cached of [false, true]) {
    await network.send("Network.setCacheDisabled", { cacheDisabled: !cached });
    const times: number[] = [];
    for (let load = 0; load < loads; load++) {
      await desk.goto("/");
      await expect(desk.getByText(/one of many/).first()).toBeVisible();
      await desk.waitForFunction(() => performance.getEntriesByName("first-row").length > 0);
      times.push(await desk.evaluate(() => performance.getEntriesByName("first-row")[0]?.startTime ?? 0));
      await desk.waitForLoadState("load");
    }
    const [middle = 0, slow = 0] = [times.length >> 1, times.length - 1].map(
      (at) => times.toSorted((a, b) => a - b)[at],
    );
    console.log(
      `${cached ? "with" : "without"} what the browser keeps: first row after ${Math.round(middle)} ms (median of ${loads}), slowest ${Math.round(slow)}`,
    );
  }
  const firstLoad = [...scripts].filter(([url]) => html.includes(new URL(url).pathname));
  const bytes = firstLoad.reduce((sum, [, size]) => sum + size, 0);
  console.log(`first load of JavaScript: ${(bytes / 1000).toFixed(1)} kB gzip in ${firstLoad.length} files`);
});
