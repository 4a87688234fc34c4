import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Semaphore } from "async-mutex";
import type { InputProblem } from "@/lib/contracts/input";
import { fetchGuarded } from "@/lib/providers/fetch-guarded";
import type { ArtifactStorage, StoredFile } from "@/lib/store/files/artifact-storage";
import { byteStream } from "@/lib/store/files/byte-stream";
import { diskStorage } from "@/lib/store/files/disk-storage";
import { contentTypeOf } from "../calls/sniff";
import { lookLimits } from "../limits";

/** A file that was fetched to be looked at. */
export interface LookedAt extends StoredFile {
  contentType: string;
}

type Look = LookedAt | InputProblem;
type LookLimits = { [Name in keyof typeof lookLimits]: number };

interface Kept {
  look: Promise<Look>;
  until: number;
  bytes: number;
}

interface Options {
  clock: () => Date;
  /** Private hosts that may be asked: see `fetchGuarded`. */
  privateHosts: readonly string[];
  limits?: Partial<LookLimits>;
}

/**
 * Files that requests name, fetched when somebody looks and kept for a while, in a folder that ends with the process.
 * Whoever looks at the same file meanwhile sees the same bytes; nothing of it is part of a run.
 */
export class InputLooks {
  private readonly kept = new Map<string, Kept>();
  private readonly places: Semaphore;
  private readonly limits: LookLimits;
  private opened: { folder: string; storage: ArtifactStorage } | null = null;

  constructor(private readonly options: Options) {
    this.limits = { ...lookLimits, ...options.limits };
    this.places = new Semaphore(this.limits.atOnce);
  }

  /** What lies at an address, or why it cannot be had; never throws. */
  look(address: string): Promise<Look> {
    const now = this.options.clock().getTime();
    const known = this.kept.get(address);
    if (known && known.until > now) return known.look;
    const { keptFor, problemKeptFor } = this.limits;
    const entry: Kept = { look: this.fetch(address), until: Number.POSITIVE_INFINITY, bytes: 0 };
    this.kept.delete(address);
    this.kept.set(address, entry);
    void entry.look.then(async (look) => {
      const kept = typeof look === "string" ? problemKeptFor : keptFor;
      entry.until = this.options.clock().getTime() + kept;
      entry.bytes = typeof look === "string" ? 0 : look.bytes;
      await this.makeRoom();
    });
    return entry.look;
  }

  /** The bytes of a look, or those from `start` to `end` inclusive. @throws FileGone when they had to make room */
  read(look: LookedAt, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>> {
    return this.storage().read(look.storageKey, range);
  }

  /** Removes everything that was fetched. */
  close(): void {
    this.kept.clear();
    if (this.opened) rmSync(this.opened.folder, { recursive: true, force: true });
    this.opened = null;
  }

  private storage(): ArtifactStorage {
    if (this.opened === null) {
      const folder = mkdtempSync(join(tmpdir(), "countersign-looks-"));
      this.opened = { folder, storage: diskStorage(folder) };
    }
    return this.opened.storage;
  }

  private fetch(address: string): Promise<Look> {
    return this.places.runExclusive(async () => {
      const { patience, mostBytes } = this.limits;
      const signal = AbortSignal.timeout(patience);
      const file = await fetchGuarded(address, { privateHosts: this.options.privateHosts, signal });
      if (typeof file === "string") return file;
      try {
        const key = createHash("sha256").update(address).digest("hex");
        const stored = await this.storage().put(key, byteStream(bytesOf(file.body)), mostBytes, signal);
        if (stored.bytes === 0) return "empty";
        return { ...stored, contentType: await contentTypeOf(stored.head, file.contentType, address) };
      } catch (error) {
        return problemOf(error, signal);
      }
    });
  }

  private async makeRoom(): Promise<void> {
    const { keptFiles, keptBytes } = this.limits;
    let bytes = [...this.kept.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const [address, entry] of this.kept) {
      if (this.kept.size <= keptFiles && bytes <= keptBytes) return;
      bytes -= entry.bytes;
      this.kept.delete(address);
      const look = await entry.look;
      if (typeof look !== "string") await this.storage().remove(look.storageKey);
    }
  }
}

async function* bytesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield new Uint8Array(chunk);
}

function problemOf(error: unknown, signal: AbortSignal): InputProblem {
  if (signal.aborted) return "too_slow";
  // By its name: in what is built, this class may be there twice.
  return error instanceof Error && error.name === "FileTooLarge" ? "too_large" : "unreachable";
}
