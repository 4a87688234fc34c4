import { expect, type Page, test } from "@playwright/test";
import type { Part } from "./witness";
import { Witness } from "./witness";

const letters = "Aquayatlowtidewitheveryboatnamed".repeat(100);
const words = letters.replace(/(.{7})/g, "$1 ");
const ends = [500, 1_500, letters.length];
const parts: Part[] = ends.map((to) => ({
  name: `to letter ${to}`,
  within: "#text",
  by: "text",
  text: letters,
  to,
}));

/** A page that scrolls within itself, as the desk does, and has nothing else of it. */
async function openPage(page: Page): Promise<Witness> {
  const witness = await Witness.of(page);
  const body = `<!doctype html><article><h1>first</h1>
    <div id="scroller" style="height:120px; width:400px; overflow-y:auto"><p id="text">${words}</p></div>
    <footer><button>Approve</button></footer></article>`;
  await page.route("http://desk.test/", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("http://desk.test/");
  await witness.watch(parts);
  return witness;
}

/** Scrolls and lets two frames go by. */
const scrollTo = (page: Page, top: number) =>
  page.locator("#scroller").evaluate(
    (scroller, to) =>
      new Promise((done) => {
        scroller.scrollTop = to;
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
      }),
    top,
  );

test("what was leapt over is counted as unseen, whatever was in view afterwards", async ({ page }) => {
  const witness = await openPage(page);
  await scrollTo(page, 0);
  expect(await witness.unseen()).toEqual(parts.map(({ name }) => name));
  await scrollTo(page, 100_000);
  expect(await witness.unseen()).toEqual(["to letter 500", "to letter 1500"]);
  await page.keyboard.press("Enter");
  for (let top = 0; top < 2_000; top += 60) await scrollTo(page, top);
  expect(await witness.unseen()).toEqual([]);
  await page.locator("h1").evaluate((heading) => {
    heading.textContent = "second";
  });
  // What counts is what had been in view as the key was pressed.
  expect((await witness.signing()).unseen).toEqual(["to letter 500", "to letter 1500"]);
});

test("what was there to be seen is never counted as unseen because a key took it away at once", async ({
  page,
}) => {
  const witness = await openPage(page);
  await scrollTo(page, 100_000);
  await page.evaluate(() =>
    window.addEventListener("keydown", () => document.querySelector("#text")?.remove(), { once: true }),
  );
  await witness.watch(parts);
  await page.keyboard.press("e");
  expect(await witness.unseen()).toEqual(["to letter 500", "to letter 1500"]);
});

test("what a box holds whole is seen there, and what it holds to be scrolled is not", async ({ page }) => {
  const witness = await openPage(page);
  await page.locator("#text").evaluate((text) => {
    text.innerHTML = `<input value="a short one" /><input value="${"a long one ".repeat(40)}" />`;
  });
  const typed = (text: string): Part => ({ name: text, within: "#text", by: "text", text, to: text.length });
  await witness.watch([typed("ashortone"), typed("alongone".repeat(40))]);
  expect(await witness.unseen()).toEqual(["alongone".repeat(40)]);
});

test("what is covered, or cut off, was not in view", async ({ page }) => {
  const witness = await openPage(page);
  await page.evaluate(() => {
    const cover = document.createElement("div");
    cover.style.cssText = "position:fixed; inset:0; background:white";
    document.body.append(cover);
  });
  await scrollTo(page, 0);
  await witness.watch(parts);
  await scrollTo(page, 100_000);
  expect(await witness.unseen()).toHaveLength(parts.length);
});
