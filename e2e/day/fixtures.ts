import { type Script, startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { test as base } from "../support/fixtures";
import { Witness } from "./witness";

interface Fixtures {
  /** Looks on at the desk. */
  witness: Witness;
}

interface Worker {
  /** What becomes of the calls for a prompt, in order. */
  calls: Map<string, Script[]>;
  waitingBefore: number;
}

/** The browser tests' own world with nothing waiting, a provider that answers by prompt and a witness beside the desk. */
export const test = base.extend<Fixtures, Worker>({
  waitingBefore: [0, { scope: "worker" }],
  calls: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what is needed.
    async ({}, use) => use(new Map()),
    { scope: "worker" },
  ],
  replicate: [
    async ({ calls }, use) => {
      const replicate = await startReplicateServer({
        scriptFor: ({ prompt }) => calls.get(String(prompt))?.shift() ?? null,
      });
      await use(replicate);
      await replicate.close();
    },
    { scope: "worker" },
  ],
  witness: async ({ desk }, use) => use(await Witness.of(desk)),
});
