import { said } from "@/lib/contracts/sentences";
import { urlOf } from "@/lib/contracts/url-of";
import type { OutputFile } from "../contract";
import { ProviderError } from "../provider-error";
import { lostAnswer, refusal } from "./errors";
import { fileHosts, replicateLimits } from "./limits";

interface OpenOptions {
  token: string;
  baseUrl: string;
  fetch: typeof fetch;
  now: () => Date;
}

/**
 * Reads an output file where Replicate keeps it. Files are fetched from Replicate's own hosts only,
 * redirects included, because an output is written by a model and may name any address, ours too.
 * The token goes to the API's own origin and nowhere else. Throws `permanent` when the file is gone
 * or elsewhere, `temporary` when it may yet come.
 */
export async function openReplicateOutput(
  file: OutputFile,
  signal: AbortSignal,
  options: OpenOptions,
): Promise<Response> {
  if (file.url.startsWith("data:")) return openInline(file.url);
  const api = new URL(options.baseUrl);
  let url = file.url;
  for (let hop = 0; hop <= replicateLimits.fileRedirects; hop++) {
    const address = allowed(url, api);
    const response = await options
      .fetch(address, {
        signal,
        redirect: "manual",
        headers: address.origin === api.origin ? { authorization: `Bearer ${options.token}` } : {},
      })
      .catch((cause: unknown) => {
        throw lostAnswer("read", cause, options.token);
      });
    if (response.ok) return response;
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) {
      throw await gone(response, options);
    }
    await response.body?.cancel();
    url = new URL(location, address).href;
  }
  throw new ProviderError("permanent", said("output_moves"));
}

/** `fetch` decodes data: addresses itself, without a network. */
function openInline(url: string): Promise<Response> {
  return fetch(url).catch((cause: unknown) => {
    throw new ProviderError("permanent", said("output_inline_unreadable"), { cause });
  });
}

function allowed(url: string, api: URL): URL {
  const address = urlOf(url);
  if (address?.origin === api.origin) return address;
  const known = fileHosts.some(
    (host) => address?.hostname === host || address?.hostname.endsWith(`.${host}`),
  );
  if (address?.protocol === "https:" && known) return address;
  throw new ProviderError(
    "permanent",
    said("output_elsewhere", { host: address?.host ?? null, hosts: [...fileHosts] }),
  );
}

async function gone(response: Response, { token, now }: OpenOptions): Promise<ProviderError> {
  const { status, headers } = response;
  await response.body?.cancel();
  if (status === 404 || status === 410) {
    return new ProviderError("permanent", said("output_gone"), { status });
  }
  return refusal("read", { status, headers, text: "", broken: null }, token, now());
}
