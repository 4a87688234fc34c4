import { test as base, type ConsoleMessage, expect, type Page, type Request } from "@playwright/test";

interface Worker {
  /** The page on which one scene follows another: loading it anew for each took more than looking at them. */
  stage: Page;
}

interface Fixtures {
  /** Shows a scene as the gallery names it; what it says on its console, or asks of a server, fails the test. */
  show: (search: string) => Promise<Page>;
}

/** Component tests: the gallery's scenes, built without the framework, in front of no server but one of files. */
export const test = base.extend<Fixtures, Worker>({
  stage: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      // Asked for again every so often, whatever is there already.
      await page.route("**/api/hitl/providers", (route) => route.fulfill({ json: { data: [] } }));
      const answer = await page.goto(process.env.E2E_STAGE ?? "");
      if (!answer?.ok()) throw new Error(`The stage: ${await answer?.text()}`);
      await use(page);
      await page.close();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  show: async ({ stage }, use) => {
    const complaints: string[] = [];
    const hear = {
      pageerror: (error: Error) => complaints.push(String(error)),
      console: (message: ConsoleMessage) => {
        if (message.type() === "error") complaints.push(message.text());
      },
      request: (request: Request) => {
        const { pathname } = new URL(request.url());
        if (/^\/api\/(?!hitl\/providers$)/.test(pathname))
          complaints.push(`It asked for ${request.method()} ${pathname}`);
      },
    };
    stage.on("pageerror", hear.pageerror).on("console", hear.console).on("request", hear.request);
    await use(async (search) => {
      await stage.emulateMedia({ colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" });
      await stage.evaluate((to) => {
        localStorage.clear();
        history.replaceState(null, "", `?${to}`);
      }, search);
      await expect(stage.getByRole("banner")).toBeVisible();
      return stage;
    });
    await stage.evaluate(() => history.replaceState(null, "", "?"));
    stage.off("pageerror", hear.pageerror).off("console", hear.console).off("request", hear.request);
    expect(complaints).toEqual([]);
  },
});

export { expect };
