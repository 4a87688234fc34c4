import { randomBytes, randomUUID } from "node:crypto";
import { storeLimits } from "../limits";
import type { ArtifactStorage } from "./artifact-storage";
import { byteStream } from "./byte-stream";
import { StorageTrouble, storageTrouble } from "./storage-trouble";

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Writes, reads and removes a small object; throws StorageTrouble when one of these cannot be done. */
async function tryOut(storage: ArtifactStorage): Promise<void> {
  // A name of its own: instances that share a storage try it at the same time.
  const key = `self-test/${randomUUID()}`;
  const bytes = randomBytes(16);
  const signal = AbortSignal.timeout(storeLimits.storageTestTimeout);
  try {
    await storage.put(key, byteStream(once(bytes)), bytes.byteLength, signal);
    const back = Buffer.from(await new Response(await storage.read(key)).arrayBuffer());
    if (!back.equals(bytes))
      throw new StorageTrouble("The storage of output files gives back other bytes than it was given.");
    await storage.remove(key);
  } catch (error) {
    throw storageTrouble(error);
  }
}

/** Knows whether output files can be kept and read: tries it at the start, and again every now and then. */
export class StorageWatch {
  /** A sentence; null when the last try went well, or there was none yet. */
  trouble: string | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly storage: ArtifactStorage,
    private readonly changed: (trouble: string | null) => void,
  ) {}

  /** Tries it now. */
  async look(): Promise<void> {
    const before = this.trouble;
    this.trouble = await tryOut(this.storage).then(
      () => null,
      (error: Error) => error.message,
    );
    if (this.trouble !== before) this.changed(this.trouble);
  }

  /** Tries it, and comes again until it is stopped: sooner while something is wrong. */
  async start(): Promise<void> {
    await this.look();
    if (this.stopped) return;
    const { storageTestEvery, storageTestAgain } = storeLimits;
    const wait = this.trouble === null ? storageTestEvery : storageTestAgain;
    this.timer = setTimeout(() => void this.start(), wait).unref();
  }

  stop(): void {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
  }
}
