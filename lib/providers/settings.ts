import { z } from "zod";
import { providerFolders } from "./all";
import type { Variable } from "./folder";

/** What the environment says to the providers, by the names of their variables. */
export type ProviderSettings = Readonly<Record<string, unknown>>;

/** The variables of all providers, by name. Throws when two share one. */
export const providerVariables: Readonly<Record<string, Variable>> = variablesOf(
  providerFolders.flatMap(({ variables }) => Object.entries(variables)),
);

/** What each variable may be; those that are not set have their defaults. */
export const ProviderEnvironment = z.object(
  Object.fromEntries(Object.entries(providerVariables).map(([name, { reads }]) => [name, reads])),
);

/** The settings of all providers out of an environment that names some of their variables. Throws for a wrong one. */
export function providerSettings(environment: Readonly<Record<string, string>> = {}): ProviderSettings {
  return ProviderEnvironment.parse(environment);
}

function variablesOf(entries: readonly (readonly [string, Variable])[]): Record<string, Variable> {
  const variables = Object.fromEntries(entries);
  if (Object.keys(variables).length < entries.length)
    throw new Error("Two providers share an environment variable.");
  return variables;
}
