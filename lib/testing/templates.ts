import { reckoningProviders } from "@/lib/providers/load-providers";
import { builtInModels } from "@/lib/services/models/seed-model";
import { seedModels } from "@/lib/services/models/seed-models";
import type { Database } from "@/lib/store/connection/client";

/** Where the databases are that tests copy: both migrated, and one with the models that every start brings. */
export interface Templates {
  empty: string;
  seeded: string;
}

/** Does to a database what the first start does; true when it wrote. */
export async function seed(db: Database): Promise<boolean> {
  const providers = await reckoningProviders();
  return seedModels(db, builtInModels({ list: () => providers }), new Date());
}
