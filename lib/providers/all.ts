import { createRegistry, type ProviderRegistry } from "./registry";
import { createReplicate } from "./replicate/provider";
import { createSandbox } from "./sandbox/provider";

interface Settings {
  dataDir: string;
  replicate: { apiToken: string | null; baseUrl: string | null };
  sandbox: { delayMs: number | null; failShare: number };
  now: () => Date;
}

/** Every provider there is: adding one is a folder and a line here. */
export function allProviders({ dataDir, replicate, sandbox, now }: Settings): ProviderRegistry {
  return createRegistry([
    createSandbox({ dataDir, delayMs: sandbox.delayMs ?? 0, failShare: sandbox.failShare, now }),
    createReplicate({ token: replicate.apiToken, baseUrl: replicate.baseUrl ?? undefined }),
  ]);
}
