import { digestOf } from "@/lib/core/digest";
import type { Database } from "@/lib/store/connection/client";
import { putModel } from "@/lib/store/models";
import { keepSetting, settingOf } from "@/lib/store/settings";
import { madeChoices } from "./choices";
import { rowOf } from "./model-row";
import type { SeedModel } from "./seed-model";

const setting = "catalogue.seed";

/** So many models are written at once, so that no transaction outlives its time on a busy machine. */
const atOnce = 8;

/**
 * Brings the models that every installation knows into the catalogue, and up to date after an upgrade. Safe to call at
 * every start and by several instances at once: it looks at one setting and is done when nothing
 * changed. Models that others added stay as they are, and
 * so do the prices and removals that an admin chose. True when it wrote.
 */
export async function seedModels(
  db: Pick<Database, "prisma" | "transaction">,
  models: readonly SeedModel[],
  now: Date,
): Promise<boolean> {
  const rows = models.map(rowOf);
  const digest = digestOf(rows);
  if ((await settingOf(db.prisma, setting)) === digest) return false;
  for (let from = 0; from < models.length; from += atOnce) {
    await db.transaction(async (tx) => {
      const { removed, priced } = await madeChoices(tx);
      const kept = models
        .slice(from, from + atOnce)
        .map((seed) => priced(seed))
        .map(rowOf);
      for (const row of kept.filter(({ id }) => !removed.has(id))) await putModel(tx, row, now);
    });
  }
  // Last of all: a start that was cut short does it again.
  await keepSetting(db.prisma, setting, digest, now);
  return true;
}
