import { z } from "zod";
import { providerFolders } from "./all";
import type { ProviderFolder, Variable } from "./folder";

/** What the environment says to the providers, by the names of their variables. */
export type ProviderSettings = Readonly<Record<string, unknown>>;

/** The variables of all providers, by name. Throws when two share one. */
export const providerVariables: Readonly<Record<string, Variable>> = variablesOf(providerFolders);

/** What each variable may be; those that are not set have their defaults. */
export const ProviderEnvironment = environmentOf(providerVariables);

/** The settings of all providers out of an environment that names some of their variables. Throws for a wrong one. */
export function providerSettings(environment: Readonly<Record<string, string>> = {}): ProviderSettings {
  return ProviderEnvironment.parse(environment);
}

/** The same for these providers. */
export function settingsFor(
  folders: readonly ProviderFolder[],
  environment: Readonly<Record<string, string>>,
): ProviderSettings {
  return environmentOf(variablesOf(folders)).parse(environment);
}

function environmentOf(variables: Readonly<Record<string, Variable>>) {
  return z.object(Object.fromEntries(Object.entries(variables).map(([name, { reads }]) => [name, reads])));
}

function variablesOf(folders: readonly ProviderFolder[]): Record<string, Variable> {
  const entries = folders.flatMap(({ variables }) => Object.entries(variables));
  const variables = Object.fromEntries(entries);
  if (Object.keys(variables).length < entries.length)
    throw new Error("Two providers share an environment variable.");
  return variables;
}
