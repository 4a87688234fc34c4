import { setTimeout as pause } from "node:timers/promises";
import { expiredFiles, forgetLoose, looseSince, removeFile as takeOff } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { fileLimits } from "../limits";

type Parts = Pick<Context, "db" | "artifacts" | "log">;

/** Removes bytes that belong to nobody; where the storage does not do it they stay noted, and are swept later. */
export async function removeLoose({ db, artifacts, log }: Parts, storageKey: string): Promise<void> {
  try {
    await artifacts.remove(storageKey);
    await forgetLoose(db.prisma, storageKey);
  } catch (err) {
    log.warn({ event: "bytes_not_removed", storage_key: storageKey, err }, "Bytes could not be removed yet");
  }
}

/**
 * Removes a file that no run names, with its bytes where no other file has them.
 * @returns false where a run names it
 */
export async function removeFile(parts: Parts, id: string): Promise<boolean> {
  const taken = await takeOff(parts.db, id);
  if (taken === false) return false;
  if (taken.loose !== null) await removeLoose(parts, taken.loose);
  return true;
}

/**
 * Removes files that have expired and that no run names, and bytes that processes left which died.
 * @returns how many files went
 */
export async function sweepFiles(
  context: Parts & Pick<Context, "clock">,
  signal?: AbortSignal,
): Promise<number> {
  const { db, clock } = context;
  const now = clock();
  const { sweptAtOnce, leftBehind } = fileLimits;
  let removed = 0;
  // As long as there are more and some of them go: many may expire between two looks.
  for (let before = -1; removed > before; ) {
    before = removed;
    for (const id of await expiredFiles(db.prisma, now, sweptAtOnce)) {
      if (signal?.aborted) return removed;
      if (await removeFile(context, id)) removed += 1;
    }
  }
  for (const key of await looseSince(db.prisma, new Date(now.getTime() - leftBehind), sweptAtOnce)) {
    if (signal?.aborted) return removed;
    await removeLoose(context, key);
  }
  return removed;
}

/** Does so again and again until `signal` aborts. */
export async function keepSweeping(context: Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const files = await sweepFiles(context, signal);
      if (files > 0) context.log.info({ event: "files_expired", files }, "Files expired and were removed");
    } catch (err) {
      context.log.warn({ event: "files_not_swept", err }, "Expired files could not be looked for yet");
    }
    await pause(fileLimits.sweptEvery, null, { signal, ref: false }).catch(() => null);
  }
}
