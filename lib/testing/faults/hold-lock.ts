import { once } from "node:events";
import { Worker } from "node:worker_threads";

/**
 * Holds a SQLite file's write lock from a thread of its own, as another process would.
 * @returns once it is held; `free` resolves when it has been let go, at the
 * latest after `ms`, or when `letGo` is called
 */
export async function holdLock(file: string, ms: number): Promise<{ free: Promise<void>; letGo(): void }> {
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const Database = require("better-sqlite3");
     const db = new Database(workerData.file);
     db.exec("BEGIN IMMEDIATE");
     parentPort.postMessage("held");
     Atomics.wait(workerData.ended, 0, 0, workerData.ms);
     db.exec("COMMIT");
     db.close();`,
    { eval: true, workerData: { file, ms, ended } },
  );
  const free = once(worker, "exit").then(() => {});
  await once(worker, "message");
  return {
    free,
    letGo() {
      Atomics.store(ended, 0, 1);
      Atomics.notify(ended, 0);
    },
  };
}
