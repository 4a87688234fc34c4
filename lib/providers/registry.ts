import type { AgentToolConfig, ToolData } from "@/lib/contracts/create-run";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { pointer } from "@/lib/core/json-pointer";
import type { Provider } from "./contract";

/** The providers there are, by the names requests and runs use. */
export interface ProviderRegistry {
  /** Every provider, in the order they were registered. */
  list(): readonly Provider[];
  /** The provider of a run or of a model reference; throws a `validation_error` naming those there are. */
  byName(name: string): Provider;
  /** The provider a tool key names; throws a `validation_error` naming those there are. */
  byTool(key: string): Provider;
  /** The one tool a request configures, with what it says of the model; throws a `validation_error` otherwise. */
  resolveTool(config: AgentToolConfig): { provider: Provider; data: ToolData };
}

/** A registry over these providers. Throws when two share a name or a tool key. */
export function createRegistry(providers: readonly Provider[]): ProviderRegistry {
  const names = new Map(providers.map((provider) => [provider.name, provider]));
  const tools = new Map(providers.map((provider) => [provider.tool, provider]));
  if (names.size < providers.length || tools.size < providers.length) {
    throw new Error("Two providers share a name or a tool key.");
  }
  const toolNames = [...tools.keys()];

  function byTool(key: string): Provider {
    const provider = tools.get(key);
    if (provider === undefined) {
      const says = said("no_tool", { key, tools: toolNames });
      throw refusal("validation_error", says, [{ pointer: pointer(["agent_tool_config", key]), says }]);
    }
    return provider;
  }

  return {
    list: () => providers,
    byTool,
    byName(name) {
      const provider = names.get(name);
      if (provider === undefined) {
        throw refusal("validation_error", said("no_provider", { name, names: [...names.keys()] }));
      }
      return provider;
    },
    resolveTool(config) {
      const entries = Object.entries(config);
      const [only] = entries;
      if (only === undefined || entries.length > 1) {
        const says = said("not_one_tool", { named: entries.map(([key]) => key), tools: toolNames });
        throw refusal("validation_error", says, [{ pointer: "/agent_tool_config", says }]);
      }
      const [key, { data }] = only;
      return { provider: byTool(key), data };
    },
  };
}
