import { gzipSync } from "node:zlib";
import { expect, test } from "./support/fixtures";

test.use({ waitingBefore: 60 });

const loads = 9;

/**
 * From the address to the first row that is drawn, with what a plain line and a plain
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
      // Not where the text is only handed over to the script.
      if ([...document.querySelectorAll("li")].some((row) => row.textContent.includes("one of many"))) {
        performance.mark("first-row");
      } else requestAnimationFrame(look);
    };
    look();
  });
  const html = await (await desk.request.get("/")).text();

  for (const cached of [false, true]) {
    await network.send("Network.setCacheDisabled", { cacheDisabled: !cached });
    const times: number[] = [];
    for (let load = 0; load < loads; load++) {
      await desk.goto("/");
      await expect(desk.getByText(/one of many/).first()).toBeVisible();
      const drawnAt = () => desk.evaluate(() => performance.getEntriesByName("first-row")[0]?.startTime ?? 0);
      await expect.poll(drawnAt).toBeGreaterThan(0);
      times.push(await drawnAt());
      await desk.waitForLoadState("load");
    }
    const [middle = 0, slow = 0] = [times.length >> 1, times.length - 1].map(
      (at) => times.toSorted((a, b) => a - b)[at],
    );
    console.log(
      `${cached ? "with" : "without"} what the browser keeps: first row after ${Math.round(middle)} ms (median of ${loads}), slowest ${Math.round(slow)}`,
    );
  }
  const named = new Set(
    [...html.matchAll(/<script(?![^>]* nomodule)[^>]* src="([^"?]+\.js)/gi)].map(([, path = ""]) => path),
  );
  const sizes = [...named].map(async (path) => gzipSync(await (await desk.request.get(path)).body()).length);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  console.log(`first load of JavaScript: ${(bytes / 1000).toFixed(1)} kB gzip in ${named.size} files`);
});
