import type { InputProblem } from "@/lib/contracts/input";
import { said } from "@/lib/contracts/sentences";
import type { CallFile, ProviderCall } from "../contract";
import { fetchGuarded } from "../fetch-guarded";
import { ProviderError } from "../provider-error";
import { openAiLimits } from "./limits";

/** What may come another time; all else stays as it is. */
const passing: ReadonlySet<InputProblem> = new Set(["unreachable", "too_slow"]);

const extensions: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

/**
 * A picture of a request, to be sent along: out of its data: address, or fetched as any address of a stranger's is
 * (`fetchGuarded`).
 * @param field where the payload names it, for people
 * @param budget bytes that the request may still hold; what is read is taken off
 * @throws ProviderError `temporary` or `permanent` when it cannot be had: then nothing is sent
 */
export async function inputFile(
  address: string,
  field: string,
  budget: { left: number },
  { privateHosts, signal, own }: Guards,
): Promise<File> {
  const ours = own?.get(address);
  const fetched = ours
    ? await ownBytes(ours, budget)
    : address.startsWith("data:")
      ? inlined(address, budget)
      : await fetchedFrom(address, budget, {
          privateHosts,
          signal: AbortSignal.any([signal, AbortSignal.timeout(openAiLimits.fileTimeout)]),
        });
  if (typeof fetched === "string") {
    throw new ProviderError(
      passing.has(fetched) ? "temporary" : "permanent",
      said("file_not_had", { field, problem: fetched }),
      { elsewhere: true },
    );
  }
  const type = fetched.type.split(";")[0]?.trim().toLowerCase() ?? "";
  return new File([fetched.bytes], `${field}.${extensions[type] ?? "png"}`, { type: type || "image/png" });
}

interface Guards {
  privateHosts: readonly string[];
  signal: AbortSignal;
  /** Files of ours by their addresses: they are read, and not fetched. */
  own?: ProviderCall["files"];
}

async function ownBytes(file: CallFile, budget: { left: number }): Promise<Fetched | InputProblem> {
  if (file.bytes > Math.min(openAiLimits.fileBytes, budget.left)) return "too_large";
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  return sized(new Uint8Array(Buffer.concat(chunks)), file.contentType, budget);
}

interface Fetched {
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

function inlined(address: string, budget: { left: number }): Fetched | InputProblem {
  const [, type, data] = /^data:([^,;]*)(?:;[^,]*)?;base64,([A-Za-z0-9+/=\s]*)$/.exec(address) ?? [];
  if (type === undefined || data === undefined) return "no_web_address";
  return sized(new Uint8Array(Buffer.from(data, "base64")), type, budget);
}

async function fetchedFrom(
  address: string,
  budget: { left: number },
  guards: { privateHosts: readonly string[]; signal: AbortSignal },
): Promise<Fetched | InputProblem> {
  const file = await fetchGuarded(address, guards);
  if (typeof file === "string") return file;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file.body) {
      bytes += chunk.byteLength;
      if (bytes > Math.min(openAiLimits.fileBytes, budget.left)) return "too_large";
      chunks.push(chunk);
    }
  } catch {
    return guards.signal.aborted ? "too_slow" : "unreachable";
  }
  return sized(new Uint8Array(Buffer.concat(chunks)), file.contentType ?? "", budget);
}

function sized(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  budget: { left: number },
): Fetched | InputProblem {
  if (bytes.byteLength === 0) return "empty";
  if (bytes.byteLength > Math.min(openAiLimits.fileBytes, budget.left)) return "too_large";
  budget.left -= bytes.byteLength;
  return { bytes, type };
}
