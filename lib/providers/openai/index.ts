import { providerFolder } from "../folder";
import { text, webAddress } from "../variables";
import { openAiBudgets } from "./limits";
import { mark } from "./mark";

/** OpenAI (https://openai.com), and servers that speak as it does. */
export const openai = providerFolder({
  name: "openai",
  variables: {
    OPENAI_API_KEY: { reads: text, expected: "must be text", secret: true },
    OPENAI_BASE_URL: { reads: webAddress, expected: "must be an http:// or https:// address", secret: false },
  },
  traces: { addresses: ["api.openai.com"], keys: [/\bsk-[A-Za-z0-9_-]{20,}\b/] },
  mark,
  limits: openAiBudgets,
  async create({ OPENAI_API_KEY, OPENAI_BASE_URL }, { cleaner, now, privateHosts }) {
    const { createOpenAi } = await import("./provider");
    return createOpenAi({ key: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, cleaner, now, privateHosts });
  },
});
