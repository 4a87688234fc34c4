import type { ModelDescription } from "@/lib/providers/contract";

/** A model that every installation knows. */
export interface SeedModel {
  provider: string;
  model: ModelDescription;
  /** How often it was run, by everybody: what the catalogue is sorted by. */
  runCount: number;
}
