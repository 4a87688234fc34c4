// `npm run up`: from a fresh checkout to a running Countersign. Plain Node: nothing is installed yet.
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { endWithParent } from "./setup/end-with-parent.mjs";
import { generateClients } from "./setup/generate.mjs";
import { requireNode } from "./setup/node-version.mjs";

requireNode();
endWithParent();
try {
  await ensureDependencies({ development: false });
  await generateClients();
  await ensureBuild(process.env.NEXT_DIST_DIR ?? ".next");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import("./start.mjs");
