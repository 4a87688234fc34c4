import type { Command } from "@/lib/core/commands";
import type { ModelDescription } from "@/lib/providers/contract";
import type { Rows } from "@/lib/store/connection/rows";
import type { Documents } from "@/lib/store/runs/documents";
import type { KeptSecret } from "@/lib/store/runs/sealed-secrets";

/** What is to be done to the run as it was just loaded. */
export interface Plan {
  command: Command;
  /** The documents that the command names by digest. */
  documents?: Documents;
  /** A new model description, when a reviewer chose another model. */
  description?: ModelDescription;
  /** The secrets that came in with what is done. */
  secrets?: readonly KeptSecret[];
  /** What else is written in its commit. */
  also?(rows: Rows): Promise<void>;
  /** What is done to the run right after it, in the same commit if it can be: whoever plans it looks whether it was. */
  next?: Plan;
}
