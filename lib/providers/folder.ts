import type { z } from "zod";
import type { Mark } from "@/lib/contracts/mark";
import type { Provider } from "./contract";
import type { ProviderLimits } from "./limits";
import type { Cleaner, Traces } from "./payload/clean-text";

/** One environment variable of a provider. */
export interface Variable<Value = unknown> {
  /** What it may be, and what stands for it when it is not set. */
  reads: z.ZodType<Value>;
  /** The end of the sentence that refuses another value: `must be text`. */
  expected: string;
  /** True for one whose value nobody is shown. */
  secret: boolean;
}

export type Variables = Readonly<Record<string, Variable>>;

/** What the environment says, by the names of the variables. */
export type SettingsOf<Named extends Variables> = {
  [Name in keyof Named]: Named[Name] extends Variable<infer Value> ? Value : never;
};

/** What the house gives each provider. */
export interface Surroundings {
  /** A folder of ours; a provider that keeps something does so in one of its own inside. */
  dataDir: string;
  /** Hosts of private addresses that may be asked for the files of a request all the same. */
  privateHosts: readonly string[];
  /** Takes every provider's links and keys out of a text. */
  cleaner: Cleaner;
  now: () => Date;
}

/**
 * A provider as its folder offers it: light enough to be read at every start, its client and mapper are loaded by
 * `create`. The registry (`all.ts`) has one line for it, and nothing else outside of the folder names it.
 */
export interface ProviderFolder<Named extends Variables = Variables> {
  /** As runs and requests name it: `replicate`. */
  readonly name: string;
  readonly variables: Named;
  /** What it leaves in its answers and nobody else may read. */
  readonly traces: Traces;
  readonly mark: Mark;
  /** How often it is asked, and when it is left alone; null for one that calls nobody. */
  readonly limits: ProviderLimits | null;
  create(settings: SettingsOf<Named>, around: Surroundings): Promise<Provider>;
}

/** The folder, with its variables' names and values known to `create`. */
export function providerFolder<const Named extends Variables>(
  folder: ProviderFolder<Named>,
): ProviderFolder<Named> {
  return folder;
}
