import type { Execution, Provider } from "@/lib/providers/contract";
import { createRegistry, type ProviderRegistry } from "@/lib/providers/registry";
import { SpanKind, spanned } from "./spans";

/** A registry whose providers' calls are spans of whatever asked for them. No span holds what is sent or answered. */
export function tracedProviders(registry: ProviderRegistry): ProviderRegistry {
  return createRegistry(registry.list().map(traced));
}

function traced(provider: Provider): Provider {
  const { execute, currentModel, describeModel, openOutput, name } = provider;
  const call = <Result>(verb: keyof Execution | "model" | "open_output", work: () => Promise<Result>) => {
    const attributes = { "countersign.provider": name, "countersign.call": verb };
    return spanned({ name: `${verb} ${name}`, kind: SpanKind.CLIENT, attributes }, work);
  };
  const { gather } = execute;
  return {
    ...provider,
    ...(currentModel && {
      currentModel: (model, signal) => call("model", () => currentModel(model, signal)),
    }),
    ...(describeModel && {
      describeModel: (model, signal) => call("model", () => describeModel(model, signal)),
    }),
    openOutput: (file, signal) => call("open_output", () => openOutput(file, signal)),
    execute: {
      ...execute,
      ...(gather && { gather: (asked, signal) => call("gather", () => gather(asked, signal)) }),
      submit: (asked, signal) => call("submit", () => execute.submit(asked, signal)),
      get: (...asked) => call("get", () => execute.get(...asked)),
      cancel: (...asked) => call("cancel", () => execute.cancel(...asked)),
      find: (...asked) => call("find", () => execute.find(...asked)),
    },
  };
}
