import type { ProviderView } from "@/lib/contracts/catalogue";
import type { Mark } from "@/lib/contracts/mark";
import type { Page } from "@/lib/contracts/run";
import { providerFolders } from "@/lib/providers/all";
import type { Context } from "../context";

/** Every provider, and whether it can be called now. */
export function listProviders({ registry }: Context): Page<ProviderView> {
  const data = registry.list().map((provider) => ({
    name: provider.name,
    label: provider.label,
    tool: provider.tool,
    configured: provider.isConfigured(),
    sandbox: provider.sandbox,
    supports_streaming: provider.supportsStreaming,
    supports_cancellation: provider.supportsCancellation,
    rate_limit: provider.getRateLimitStatus(),
  }));
  return { data, next_cursor: null };
}

/** The providers' signs on the desk, by name. */
export function providerMarks(): Record<string, Mark> {
  return Object.fromEntries(providerFolders.map(({ name, mark }) => [name, mark]));
}
