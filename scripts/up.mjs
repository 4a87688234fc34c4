// `npm run up`: from a fresh checkout to a running Countersign. Plain Node: nothing is installed yet.
import { requireNode } from "./setup/node-version.mjs";

requireNode();
const { endWithParent } = await import("./setup/end-with-parent.mjs");
const { ensureDependencies } = await import("./setup/dependencies.mjs");
const { ensureBuild } = await import("./setup/build.mjs");
const { runOrExit } = await import("./setup/run.mjs");

endWithParent();
await ensureDependencies({ development: false });
await runOrExit(process.execPath, ["--import", "tsx", "scripts/generate.ts"], {
  quiet: true,
  failure: "Generating the database client failed; the lines above say why.",
});
await ensureBuild(process.env.NEXT_DIST_DIR ?? ".next");
await import("./start.mjs");
