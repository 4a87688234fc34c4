import { describe, expect, it, vi } from "vitest";

const load = () =>
  Promise.all([
    import("./errors"),
    import("@/lib/orchestrator/bounded/apart"),
    import("@/lib/providers/provider-error"),
    import("@/lib/store/connection/conflict"),
    import("@/lib/store/files/measured"),
    import("@/lib/store/files/storage-trouble"),
  ]);

const made = ([coded, apart, provider, conflict, measured, trouble]: Awaited<ReturnType<typeof load>>) => [
  { of: coded.CodedError, error: new coded.CodedError("not_found", "none") },
  { of: apart.NoThread, error: new apart.NoThread() },
  { of: apart.TooSlow, error: new apart.TooSlow() },
  { of: provider.ProviderError, error: new provider.ProviderError("temporary", "busy") },
  { of: conflict.Conflict, error: new conflict.Conflict("run_1", 1) },
  { of: measured.FileTooLarge, error: new measured.FileTooLarge(1) },
  { of: trouble.FileGone, error: new trouble.FileGone("gone") },
  { of: trouble.StorageTrouble, error: new trouble.StorageTrouble("away") },
];

describe("an error of ours", () => {
  it("is not taken for a stranger's in a build that has its class twice", async () => {
    const here = made(await load());
    vi.resetModules();
    const there = made(await load());
    for (const [mine, one] of here.entries()) {
      const known = there.map(({ error }) => error instanceof one.of);
      expect(known, one.error.name).toEqual(there.map((_, at) => at === mine));
      expect(there[mine]?.of).not.toBe(one.of);
    }
  });
});
