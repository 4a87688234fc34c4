import type { ReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { Database } from "@/lib/store/connection/client";
import type { Ledger } from "./ledger";

/** What is looked at when everything rests. */
export interface Remains {
  db: Database;
  ledger: Ledger;
  replicate: ReplicateServer;
  dataDir: string;
}

/** One check's figures, and everything it found that must not be. */
export interface Outcome {
  figures: Record<string, number>;
  faults: string[];
}
