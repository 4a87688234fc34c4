import { expect, test } from "vitest";
import type { ProviderView } from "@/lib/contracts/catalogue";
import { databaseKinds } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";
import { withoutAccount } from "./without-account";

const view = (name: string, configured: boolean): ProviderView => ({
  name,
  label: name.toUpperCase(),
  tool: `${name}-agent-tool`,
  configured,
  sandbox: false,
  supports_streaming: false,
  supports_cancellation: false,
  rate_limit: { limited: false, retry_at: null, reason: null },
});

test.each(databaseKinds)(
  "runs that wait for a provider without an account are never passed over (%s)",
  async (on) => {
    await using world = await TestEngine.start({ on });
    await world.create();
    await world.create();
    expect(await withoutAccount(world.db, [view("replicate", false), view("other", false)])).toEqual([
      { provider: "replicate", label: "REPLICATE", runs: 2 },
    ]);
    expect(await withoutAccount(world.db, [view("replicate", true), view("other", false)])).toEqual([]);
  },
);
