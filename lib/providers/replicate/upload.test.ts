import { existsSync, mkdtempSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sweepUploads } from "./upload";

test("what an upload of a process that died left on the disk is removed, one under way is not", async () => {
  const [left, underWay] = [0, 1].map(() => mkdtempSync(join(tmpdir(), "countersign-upload-")));
  const now = new Date();
  const longAgo = new Date(now.getTime() - 2 * 3_600_000);
  utimesSync(left ?? "", longAgo, longAgo);
  await sweepUploads(now);
  expect([existsSync(left ?? ""), existsSync(underWay ?? "")]).toEqual([false, true]);
});
