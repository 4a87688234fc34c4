import { describe, expect, it } from "vitest";
import type { OnTimeout } from "@/lib/contracts/words";
import { databaseKinds } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";

const hour = 3_600_000;
const twoHoursAgo = () => new Date(Date.now() - 2 * hour);

describe.each(databaseKinds)("a review nobody answered while the server was down (%s)", (on) => {
  /** Opens a review at a server that stops before it is over, and starts another server after that. */
  async function missed(on_timeout: OnTimeout) {
    const before = await TestEngine.start({ on, clock: twoHoursAgo });
    const { run_id, review } = await before.create({
      hitl_config: {
        policy: "require_human",
        allowed_steps: ["payload_review"],
        timeout_seconds: 3_600,
        on_timeout,
      },
    });
    await before.engine.stop();
    const after = await before.another();
    const closed = () =>
      after.db.prisma.review.findFirst({ where: { id: review?.id ?? "", closedAt: null } });
    await expect.poll(closed).toBeNull();
    return {
      run: await after.rest(run_id),
      calls: after.calls,
      async [Symbol.asyncDispose]() {
        await after[Symbol.asyncDispose]();
        await before[Symbol.asyncDispose]();
      },
    };
  }

  it("ends its run as expired, which is what happens when nothing else was said", async () => {
    await using end = await missed("expire");
    expect(end.run).toMatchObject({ status: "expired", review: null });
    expect(end.calls).toBe(0);
  });

  it("is a rejection under on_timeout reject", async () => {
    await using end = await missed("reject");
    expect(end.run).toMatchObject({ status: "cancelled", review: null });
    expect(end.calls).toBe(0);
  });

  it("is an approval under on_timeout approve, and the call is made", async () => {
    await using end = await missed("approve");
    expect(end.run).toMatchObject({ status: "completed", review: null });
    expect(end.calls).toBe(1);
  });

  it("is asked again with raised priority and a new deadline under on_timeout escalate", async () => {
    await using end = await missed("escalate");
    expect(end.run).toMatchObject({
      status: "awaiting_human",
      step: "payload_review",
      review: { priority: 1 },
    });
    expect(Date.parse(end.run.review?.expires_at ?? "")).toBeGreaterThan(Date.now());
    expect(end.calls).toBe(0);
  });
});
