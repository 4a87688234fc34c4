import { type APIRequestContext, test as base, expect, type Page } from "@playwright/test";
import { type ReplicateServer, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { inParallel } from "@/lib/testing/in-parallel";
import { Client } from "./client";
import { type FileServer, startFileServer } from "./file-server";
import { type AppServer, admin, startApp } from "./server";

interface Worker {
  /** Files that requests name, in a network that the app may ask. */
  files: FileServer;
  replicate: ReplicateServer;
  server: AppServer;
  /**
   * How many runs wait from the first test on. They are more than the inbox draws at once, so that what a test finds
   * there never depends on what others left, and it looks for its own runs by a word.
   */
  waitingBefore: number;
  /** What the admin's browser holds once it has signed in: each sign-in is made slow on purpose. */
  session: Awaited<ReturnType<APIRequestContext["storageState"]>>["cookies"];
}

interface Person {
  email: string;
  password: string;
}

interface Fixtures {
  client: Client;
  /** Signs a browser in without a page, as the admin of the server unless told otherwise. */
  signIn: (page: Page, person?: Person, url?: string) => Promise<void>;
  /** A page of a signed-in admin; anything wrong on its console fails the test. */
  desk: Page;
}

async function signInBy(request: APIRequestContext, person: Person, url: string): Promise<void> {
  const answer = await request.post(`${url}/api/auth/sign-in/email`, {
    data: person,
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${answer.status()}: ${await answer.text()}`);
}

/** Browser tests on the built app: one server for each worker, on a database of its own. */
export const test = base.extend<Fixtures, Worker>({
  files: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what is needed.
    async ({}, use) => {
      const files = await startFileServer();
      await use(files);
      await files.close();
    },
    { scope: "worker" },
  ],
  replicate: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what is needed.
    async ({}, use) => {
      const replicate = await startReplicateServer();
      await use(replicate);
      await replicate.close();
    },
    { scope: "worker" },
  ],
  waitingBefore: [101, { scope: "worker", option: true }],
  server: [
    async ({ files, replicate, waitingBefore }, use) => {
      const server = await startApp({
        REPLICATE_API_TOKEN: replicate.token,
        REPLICATE_BASE_URL: replicate.url,
        INPUT_HOSTS: files.host,
      });
      const client = new Client(server.url);
      const hitl_config = { policy: "require_human" };
      const prompts = Array.from({ length: waitingBefore }, (_, number) => `one of many, ${number}`);
      await inParallel(10, prompts, async (prompt) => void (await client.create({ prompt, hitl_config })));
      await use(server);
      await server.stop();
    },
    // Its start is not charged to the first test; where four start at once on a busy machine it takes two minutes.
    { scope: "worker", timeout: 300_000 },
  ],
  session: [
    async ({ playwright, server }, use) => {
      const request = await playwright.request.newContext();
      await signInBy(request, admin, server.url);
      const { cookies } = await request.storageState();
      await request.dispose();
      await use(cookies);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  client: async ({ server }, use) => use(new Client(server.url)),
  signIn: async ({ server, session }, use) => {
    await use(async (page, person = admin, url = server.url) => {
      if (person === admin && url === server.url) await page.context().addCookies(session);
      else await signInBy(page.request, person, url);
    });
  },
  desk: async ({ page, signIn }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("Failed to load resource")) {
        complaints.push(message.text());
      }
    });
    await signIn(page);
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };
