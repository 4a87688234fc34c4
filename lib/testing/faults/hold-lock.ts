import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * Holds a SQLite file's write lock from a thread of its own, as another process would.
 * @returns once it is held; `free` resolves when it has been let go, by itself
 */
export async function holdLock(file: string, ms: number): Promise<{ free: Promise<void> }> {
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const Database = require("better-sqlite3");
     const db = new Database(workerData.file);
     db.exec("BEGIN IMMEDIATE");
     parentPort.postMessage("held");
     Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, workerData.ms);
     db.exec("COMMIT");
     db.close();`,
    { eval: true, workerData: { file, ms } },
  );
  const free = once(worker, "exit").then(() => {});
  await once(worker, "message");
  return { free };
}
