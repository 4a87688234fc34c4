/** What was kept of an output file. */
export interface StoredFile {
  storageKey: string;
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
  /** The first bytes, to tell what kind of file it is. */
  head: Uint8Array;
}

/** Where output files are kept: on the local disk, or in an S3-compatible bucket. */
export interface ArtifactStorage {
  /**
   * Writes a stream under `storageKey`; the file is there whole or not at all. Written again, it is replaced.
   * @throws FileTooLarge beyond `maxBytes`; whatever the stream throws; the reason of `signal` when it aborts
   */
  put(
    storageKey: string,
    body: ReadableStream<Uint8Array>,
    maxBytes: number,
    signal?: AbortSignal,
  ): Promise<StoredFile>;
  /**
   * The bytes, or those from `start` to `end` inclusive.
   * @throws FileGone when there is no such file, StorageTrouble when the storage does not do it
   */
  read(storageKey: string, range?: { start: number; end: number }): Promise<ReadableStream<Uint8Array>>;
  /** Removes a file; one that is not there is as good as removed. */
  remove(storageKey: string): Promise<void>;
  /** Removes every file whose key begins with `folder` and a slash, also those that nobody noted; done again, it goes on. */
  removeFolder(folder: string): Promise<void>;
}
