import { providerFolder } from "../folder";
import { text, webAddress } from "../variables";
import { anthropicBudgets } from "./limits";
import { mark } from "./mark";

/** Anthropic (https://anthropic.com), and gateways that speak as it does. */
export const anthropic = providerFolder({
  name: "anthropic",
  variables: {
    ANTHROPIC_API_KEY: { reads: text, expected: "must be text", secret: true },
    ANTHROPIC_BASE_URL: {
      reads: webAddress,
      expected: "must be an http:// or https:// address",
      secret: false,
    },
  },
  traces: { addresses: ["api.anthropic.com"], keys: [/\bsk-ant-[A-Za-z0-9_-]{20,}\b/] },
  mark,
  limits: anthropicBudgets,
  async create({ ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL }, { cleaner, now }) {
    const { createAnthropic } = await import("./provider");
    return createAnthropic({ key: ANTHROPIC_API_KEY, baseUrl: ANTHROPIC_BASE_URL, cleaner, now });
  },
});
