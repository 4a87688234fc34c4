import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Holds a SQLite file's write lock from a thread of its own. @returns once it is held; it is let go by itself */
export async function holdLock(file: string, ms: number): Promise<void> {
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
  await once(worker, "message");
}
