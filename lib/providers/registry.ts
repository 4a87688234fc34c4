import type { AgentToolConfig, ToolData } from "@/lib/contracts/create-run";
import { CodedError } from "@/lib/core/errors";
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
  const toolNames = [...tools.keys()].join(", ");

  function byTool(key: string): Provider {
    const provider = tools.get(key);
    if (provider === undefined) {
      const message = `There is no tool "${key}". Available tools: ${toolNames}.`;
      throw new CodedError("validation_error", message, {
        errors: [{ pointer: pointer(["agent_tool_config", key]), message }],
      });
    }
    return provider;
  }

  return {
    list: () => providers,
    byTool,
    byName(name) {
      const provider = names.get(name);
      if (provider === undefined) {
        const available = [...names.keys()].join(", ");
        throw new CodedError(
          "validation_error",
          `There is no provider "${name}". Available providers: ${available}.`,
        );
      }
      return provider;
    },
    resolveTool(config) {
      const entries = Object.entries(config);
      const [only] = entries;
      if (only === undefined || entries.length > 1) {
        const message = `Name exactly one tool; this names ${
          entries.length === 0 ? "none" : entries.map(([key]) => `"${key}"`).join(" and ")
        }. Available tools: ${toolNames}.`;
        throw new CodedError("validation_error", message, {
          errors: [{ pointer: "/agent_tool_config", message }],
        });
      }
      const [key, { data }] = only;
      return { provider: byTool(key), data };
    },
  };
}
