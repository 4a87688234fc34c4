import { z } from "zod";
import type { JsonObject } from "../json";

/** A file as Replicate's description has it. */
export interface ReplicateFile {
  id: string;
  name: string;
  content_type: string;
  size: number;
  etag: string;
  checksums: { sha256: string };
  metadata: JsonObject;
  created_at: string;
  expires_at: string;
  urls: { get: string };
}

/** The query of `GET /files`. */
export const ListFiles = z.strictObject({ cursor: z.string().max(100).optional() });
