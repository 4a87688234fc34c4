import { knownError } from "@/lib/core/known-error";

/** A file was kept and is not there any more. */
export class FileGone extends knownError("FileGone") {}

/** The storage of output files did not do what it was asked; the message says why and names no secret. */
export class StorageTrouble extends knownError("StorageTrouble") {}

const byCode: Record<string, string> = {
  ENOSPC: "its disk is full",
  EDQUOT: "its share of the disk is used up",
  EACCES: "this process may not use its folder",
  EPERM: "this process may not use its folder",
  EROFS: "its folder can only be read",
  ENOENT: "its folder is not there",
  ENOTDIR: "its folder is not there",
};

const byStatus: Record<number, string> = {
  301: "the bucket is in another region",
  400: "it does not take our requests; look at its region and address",
  401: "it does not take the key",
  403: "it does not take the key, or the key may not do this",
  404: "there is no such bucket",
  507: "it is full",
};

/** What an error of the disk or of an S3 client says, as a sentence for whoever runs the installation. */
export function storageTrouble(error: unknown): Error {
  if (error instanceof StorageTrouble) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const why = byStatus[statusOf(error) ?? 0] ?? byCode[code] ?? "it does not answer";
  const name = code || (error instanceof Error ? error.name : "");
  return new StorageTrouble(`The storage of output files cannot be used: ${why} (${name}).`, {
    cause: error,
  });
}

/** The HTTP status that an S3 service answered; undefined when it did not. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error && "$metadata" in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
