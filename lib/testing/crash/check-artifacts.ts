import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Outcome, Remains } from "./remains";

/** Every kept file is whole, and every released address leads to one. */
export async function checkArtifacts({ db, dataDir }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  const folder = join(dataDir, "artifacts");
  const all = await db.prisma.artifact.findMany();
  const erased = new Set(
    (await db.prisma.run.findMany({ where: { erasedAt: { not: null } }, select: { id: true } })).map(
      ({ id }) => id,
    ),
  );
  const rows = all.filter(({ runId }) => !erased.has(runId));
  for (const { runId, storageKey } of all)
    if (erased.has(runId) && existsSync(join(folder, storageKey)))
      faults.push(`The file ${storageKey} is there, and its run was erased`);
  for (const { runId, storageKey, bytes, sha256 } of rows) {
    const path = join(folder, storageKey);
    if (!existsSync(path)) {
      faults.push(`The file ${storageKey} is not there`);
      continue;
    }
    const content = readFileSync(path);
    const digest = createHash("sha256").update(content).digest("hex");
    if (content.length !== bytes || digest !== sha256)
      faults.push(`The file ${storageKey} of ${runId} is not what was kept`);
  }
  const kept = new Set(rows.map(({ runId, index }) => `/api/hitl/runs/${runId}/outputs/${index}`));
  const answers = await db.prisma.responseRevision.findMany({
    where: { kind: "audited", run: { status: "completed", erasedAt: null } },
    select: { content: true, issues: true },
  });
  for (const { content, issues } of answers) {
    const lost = JSON.stringify(issues).includes("could not be kept");
    for (const [address] of content.matchAll(/\/api\/hitl\/runs\/\w+\/outputs\/\d+/g)) {
      if (!kept.has(address) && !lost) faults.push(`${address} was released and leads nowhere`);
    }
  }
  const listed = new Set(rows.map(({ storageKey }) => join(folder, storageKey)));
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // Half a file may be left where halves are kept and cleared by age; nowhere else.
  const halves = files.filter((path) => path.startsWith(join(folder, ".partial")));
  const unlisted = files.filter((path) => !listed.has(path) && !halves.includes(path));
  return {
    figures: { artifacts: rows.length, halfFiles: halves.length, unlistedFiles: unlisted.length },
    faults,
  };
}
