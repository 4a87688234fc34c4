import { join } from "node:path";
import type { ArtifactStorage } from "./artifact-storage";
import { diskStorage } from "./disk-storage";
import { type S3Settings, s3Storage } from "./s3-storage";

/** The storage that the settings name: the bucket when there is one, else a folder of the data directory. */
export function openStorage({ dataDir, s3 }: { dataDir: string; s3: S3Settings | null }): ArtifactStorage {
  return s3 === null ? diskStorage(join(dataDir, "artifacts")) : s3Storage(s3);
}
