import { guarded } from "./guarded";
import { defaultProviderLimits, type ProviderLimits } from "./limits";
import { createRegistry, type ProviderRegistry } from "./registry";
import { createReplicate } from "./replicate/provider";
import { createSandbox } from "./sandbox/provider";

interface Settings {
  dataDir: string;
  replicate: { apiToken: string | null; baseUrl: string | null; webhookSecret: string | null };
  sandbox: { delayMs: number | null; failShare: number };
  /** What differs from the default limits. */
  limits?: Partial<ProviderLimits> | undefined;
  now: () => Date;
}

/** Every provider there is: adding one is a folder and a line here. The sandbox needs no guard: it calls nobody. */
export function allProviders({ dataDir, replicate, sandbox, now, ...settings }: Settings): ProviderRegistry {
  const limits = { ...defaultProviderLimits, ...settings.limits };
  const { apiToken: token, baseUrl, webhookSecret } = replicate;
  return createRegistry([
    createSandbox({ dataDir, delayMs: sandbox.delayMs ?? 0, failShare: sandbox.failShare, now }),
    guarded(createReplicate({ token, baseUrl: baseUrl ?? undefined, webhookSecret, now }), { limits, now }),
  ]);
}
