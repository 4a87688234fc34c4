import { providerFolders } from "./all";
import type { Provider } from "./contract";
import type { ProviderFolder, Surroundings } from "./folder";
import { guarded } from "./guarded";
import type { ProviderLimits } from "./limits";
import { createCleaner } from "./payload/clean-text";
import { createRegistry, type ProviderRegistry } from "./registry";
import { type ProviderSettings, providerSettings } from "./settings";

interface Given extends Omit<Surroundings, "cleaner"> {
  /** What the environment says, by the names of the variables. */
  settings: ProviderSettings;
  /** What differs from each provider's own limits. */
  limits?: Partial<ProviderLimits> | undefined;
  folders?: readonly ProviderFolder[] | undefined;
}

/** The providers at work, each that calls somebody behind its guard. Throws when two share a name or a tool key. */
export async function loadProviders(given: Given): Promise<ProviderRegistry> {
  const { settings, limits, folders = providerFolders, ...around } = given;
  const made = await createProviders(folders, settings, around);
  return createRegistry(
    made.map(({ folder, provider }) =>
      folder.limits === null
        ? provider
        : guarded(provider, { limits: { ...folder.limits, ...limits }, now: around.now }),
    ),
  );
}

/** The providers without settings: they only reckon, so they need no secrets and keep nothing. */
export async function reckoningProviders(): Promise<Provider[]> {
  const around = { dataDir: ".", privateHosts: [], now: () => new Date() };
  const made = await createProviders(providerFolders, providerSettings(), around);
  return made.map(({ provider }) => provider);
}

function createProviders(
  folders: readonly ProviderFolder[],
  settings: ProviderSettings,
  around: Omit<Surroundings, "cleaner">,
) {
  const cleaner = createCleaner(folders.map(({ traces }) => traces));
  return Promise.all(
    folders.map(async (folder) => ({
      folder,
      provider: await folder.create(settings, { ...around, cleaner }),
    })),
  );
}
