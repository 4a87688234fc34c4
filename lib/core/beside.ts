import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { digestOf } from "./digest";

/** What a request said that stands in its run's row alone, each by its digest. */
export interface RequestFacts {
  user_id: string;
  session_id: string;
  /** All of it besides prompt, attachments and model. */
  request: string;
}

/** Names what stands beside a run's log of its request. */
export function requestFacts(row: {
  userId: string | null;
  sessionId: string | null;
  request: object;
}): RequestFacts {
  return {
    user_id: digestOf(row.userId),
    session_id: digestOf(row.sessionId),
    request: digestOf(parseJson(printJson(row.request))),
  };
}

/** A model's description, as far as it is named here. */
export interface Described {
  name: string;
  version: string | null;
  exampleInput: JsonObject;
  openapiSchema: JsonObject | null;
}

/**
 * Names a model's description: `digest` by what payloads are built and checked with, `described` by all else of it. Both
 * together name all of it, and the schema, which may be large, is read once.
 */
export function modelDigests(model: Described): { digest: string; described: string } {
  const { name, version, exampleInput, openapiSchema, ...rest } = model;
  const more = rest as object as Json;
  return {
    digest: digestOf({ name, version, exampleInput, openapiSchema }),
    described: digestOf(parseJson(printJson(more))),
  };
}

/** An output file as it was kept: its bytes, and the row that says what it is. */
export interface KeptFile {
  id: string;
  attempt: number;
  index: number;
  kind: string;
  content_type: string;
  bytes: number;
  sha256: string;
  created_at: string;
  /** Digest of the address that it was copied from. */
  source: string;
}

/** The files of one attempt's output, none where it has none; `lost` are the places of those that could not be kept. */
export interface KeptFiles {
  attempt: number;
  kept: KeptFile[];
  lost?: number[];
}

/** Where the file of an output is kept: below its run's own folder, by which they are erased. */
export function storageKeyOf(runId: string, { attempt, index }: Pick<KeptFile, "attempt" | "index">): string {
  return `${runId}/${attempt}/${index}`;
}
