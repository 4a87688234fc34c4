import type { FileRef } from "@/lib/contracts/file-ref";
import { fileKey, isFileRef } from "@/lib/contracts/is-file-ref";
import { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { digestOf } from "@/lib/core/digest";
import { issueOf } from "@/lib/core/issue";
import { knownError } from "@/lib/core/known-error";
import { placedIn, replaceIn } from "@/lib/core/sealed/sealed-in";
import type { AttemptState } from "@/lib/core/state";
import type { CallFile, Provider, ProviderCall } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { type BodyAddresses, bodiesOf, bodyOf, noteBody } from "@/lib/store/attempt-bodies";
import { measured } from "@/lib/store/files/measured";
import { fileOfRun, type KeptFile } from "@/lib/store/uploaded-files";
import type { Context } from "../context";
import { fileUrl } from "../files/file-view";
import { fileLimits } from "../limits";
import { readKept } from "../reading/open-artifact";
import { linked, linkFor } from "../reading/signed-link";

/** A call with addresses in place of our files; `body` names exactly what is sent, null where no file stands in it. */
export interface BroughtCall {
  call: ProviderCall;
  body: string | null;
}

/** Whether files of ours go along with a call. */
export function namesFiles(payload: JsonObject): boolean {
  return printJson(payload).includes(`"${fileKey}"`);
}

function refsIn(payload: JsonObject): FileRef[] {
  if (!namesFiles(payload)) return [];
  const refs = placedIn(payload, isFileRef).map(({ value }) => value);
  return [...new Map(refs.map((ref) => [ref.$file, ref])).values()];
}

function withAddresses(payload: JsonObject, addresses: BodyAddresses): JsonObject {
  return JsonObject.parse(
    replaceIn(payload, (value) => (isFileRef(value) ? addresses[value.$file]?.address : undefined)),
  );
}

/** The bytes of a file, which fail at their end where they are not those that were signed. */
async function* signedBytes(
  context: Context,
  file: KeptFile,
  { sha256 }: FileRef,
): AsyncGenerator<Uint8Array> {
  const body = await readKept(context, file.storageKey);
  const { chunks, measure } = measured(body, file.bytes);
  for await (const chunk of chunks) yield chunk;
  if (measure.sha256() !== sha256) throw new FileDiffers(file.name);
}

/** The bytes of a file are not those that were signed. */
class FileDiffers extends knownError("FileDiffers") {
  constructor(fileName: string) {
    super(`The file ${fileName} is not the one that was signed`);
  }
}

async function demandSigned(context: Context, file: KeptFile, ref: FileRef): Promise<void> {
  for await (const _ of signedBytes(context, file, ref)) {
    // Read to its end alone: whoever fetches it by its address gets the very same.
  }
}

/** Where the provider reads a file, and until when it can. */
async function addressFor(
  context: Context,
  provider: Provider,
  file: KeptFile,
  ref: FileRef,
  signal: AbortSignal,
): Promise<BodyAddresses[string]> {
  const { sha256, name, contentType, bytes, id } = file;
  const { upload, gather } = provider.execute;
  if (upload) {
    const own: CallFile = { name, contentType, bytes, read: () => signedBytes(context, file, ref) };
    const { address, expiresAt } = await upload(own, signal);
    return { address, sha256, expires_at: expiresAt };
  }
  await demandSigned(context, file, ref);
  // It fetches nothing, and keeps what it is given.
  if (provider.sandbox)
    return { address: `https://file.example.com/${encodeURIComponent(name)}`, sha256, expires_at: null };
  // It is given the bytes; by this address it is told which.
  if (gather) return { address: `${context.site}${fileUrl(id)}`, sha256, expires_at: null };
  if (context.publicUrl === null)
    throw new ProviderError("permanent", said("file_unreachable", { name, label: provider.label }), {
      elsewhere: true,
    });
  const { query, expiresAt } = linkFor(context, linked.file(id), fileLimits.linkSeconds);
  return {
    address: `${context.publicUrl}${fileUrl(id)}?${query}`,
    sha256,
    expires_at: expiresAt.toISOString(),
  };
}

/** Addresses of an earlier try of the same attempt that last long enough still: nothing is uploaded twice for nothing. */
async function known(context: Context, runId: string, { number }: AttemptState): Promise<BodyAddresses> {
  const until = context.clock().getTime() + fileLimits.lastsAtLeast;
  const found: BodyAddresses = {};
  for (const addresses of await bodiesOf(context.db.prisma, runId, number))
    for (const [id, one] of Object.entries(addresses))
      if (one.expires_at === null || Date.parse(one.expires_at) > until) found[id] = one;
  return found;
}

/**
 * Brings the files of a call to where its provider reads them, before the call is let through: nothing is called by it,
 * and what was brought is noted, so that the next try finds it. Bytes that are not those that were signed stop it.
 * @returns the call as it is sent, or why it must not be
 * @throws ProviderError where a file could not be brought now
 */
export async function bringFiles(
  context: Context,
  provider: Provider,
  runId: string,
  attempt: AttemptState,
  call: ProviderCall,
): Promise<BroughtCall | { issue: Issue }> {
  const refs = refsIn(call.payload);
  if (refs.length === 0) return { call, body: null };
  const before = await known(context, runId, attempt);
  const addresses: BodyAddresses = {};
  const own = new Map<string, CallFile>();
  const signal = AbortSignal.timeout(fileLimits.patience);
  for (const ref of refs) {
    const file = await fileOfRun(context.db.prisma, ref.$file, runId);
    if (file === null || file.sha256 !== ref.sha256) return { issue: differs(ref) };
    const earlier = before[ref.$file];
    try {
      const brought =
        earlier?.sha256 === ref.sha256 ? earlier : await addressFor(context, provider, file, ref, signal);
      addresses[ref.$file] = brought;
      const { name, contentType, bytes } = file;
      own.set(brought.address, { name, contentType, bytes, read: () => signedBytes(context, file, ref) });
    } catch (error) {
      if (error instanceof FileDiffers) return { issue: differs(ref) };
      throw error;
    }
  }
  const body = digestOf(withAddresses(call.payload, addresses));
  await noteBody(
    context.db.prisma,
    { runId, number: attempt.number, digest: body, addresses },
    context.clock(),
  );
  return { call: { ...call, payload: withAddresses(call.payload, addresses), files: own }, body };
}

function differs({ name }: FileRef): Issue {
  return issueOf({ says: said("file_differs", { name }), advises: said("look_again") });
}

/**
 * A call as it was sent, by the addresses that were noted before: to find it at its provider.
 * @returns null where nobody knows with which addresses that was
 */
export async function sentCall(
  context: Context,
  runId: string,
  { number, body }: AttemptState,
  call: ProviderCall,
): Promise<ProviderCall | null> {
  if (refsIn(call.payload).length === 0) return call;
  const addresses = body === undefined ? null : await bodyOf(context.db.prisma, runId, number, body);
  if (addresses === null) return null;
  const payload = withAddresses(call.payload, addresses);
  return digestOf(payload) === body ? { ...call, payload } : null;
}
