import { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { storeLimits } from "../limits";
import type { ArtifactStorage } from "./artifact-storage";
import { byteStream } from "./byte-stream";
import { measured } from "./measured";
import { FileGone, statusOf, storageTrouble } from "./storage-trouble";

/** An S3-compatible bucket and the key that may write to it. */
export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The client is loaded when it is first needed: an installation that keeps its files on disk never pays for it. */
async function connect(settings: S3Settings): Promise<S3Client> {
  const { S3Client } = await import("@aws-sdk/client-s3");
  const { endpoint, region, accessKeyId, secretAccessKey } = settings;
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // A bucket in the path works everywhere; as a host name it needs a wildcard certificate.
    forcePathStyle: true,
    // Newer checksum headers are refused by several compatible services; ours is kept in the database.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: {
      connectionTimeout: storeLimits.s3ConnectTimeout,
      socketTimeout: storeLimits.s3SilenceTimeout,
    },
  });
}

/** Output files in an S3-compatible bucket; an object appears whole when its upload is complete, or never. */
export function s3Storage(settings: S3Settings): ArtifactStorage {
  const { bucket: Bucket } = settings;
  let connected: Promise<S3Client> | null = null;
  const client = () => {
    connected ??= connect(settings);
    return connected;
  };
  async function* bytesOf(Key: string, range: { start: number; end: number } | undefined) {
    const { GetObjectCommand } = await import("@aws-sdk/client-s3");
    const Range = range && `bytes=${range.start}-${range.end}`;
    const { Body } = await (await client()).send(new GetObjectCommand({ Bucket, Key, Range }));
    if (!(Body instanceof Readable)) throw new Error("The storage answered without a body");
    for await (const chunk of Body) yield new Uint8Array(chunk);
  }

  return {
    async put(storageKey, body, maxBytes, signal) {
      const { Upload } = await import("@aws-sdk/lib-storage");
      const { chunks, measure } = measured(body, maxBytes);
      const upload = new Upload({
        client: await client(),
        params: { Bucket, Key: storageKey, Body: Readable.from(chunks, { objectMode: false }) },
        partSize: storeLimits.s3PartBytes,
        queueSize: 2,
        // Parts of an upload that failed are removed: they cost money and nobody can see them.
        leavePartsOnError: false,
      });
      const abort = () => void upload.abort().catch(() => undefined);
      signal?.addEventListener("abort", abort, { once: true });
      try {
        signal?.throwIfAborted();
        await upload.done();
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      } finally {
        signal?.removeEventListener("abort", abort);
      }
      return { storageKey, bytes: measure.bytes, sha256: measure.sha256(), head: measure.head };
    },
    async read(Key, range) {
      const { HeadObjectCommand } = await import("@aws-sdk/client-s3");
      try {
        await (await client()).send(new HeadObjectCommand({ Bucket, Key }));
      } catch (error) {
        if (statusOf(error) === 404) throw new FileGone(`There is no object ${Key}`);
        throw storageTrouble(error);
      }
      return byteStream(bytesOf(Key, range));
    },
    async remove(Key) {
      const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
      await (await client()).send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async removeFolder(name) {
      const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
      const pages = paginateListObjectsV2({ client: await client() }, { Bucket, Prefix: `${name}/` });
      for await (const { Contents = [] } of pages)
        for (const { Key } of Contents) if (Key !== undefined) await this.remove(Key);
    },
  };
}
