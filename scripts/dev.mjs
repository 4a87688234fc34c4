// `npm run dev`: the same application with live reload.
import { tsImport } from "tsx/esm/api";
import { endWithParent } from "./setup/end-with-parent.mjs";
import { generateClients } from "./setup/generate.mjs";
import { readEnvFile } from "./setup/read-env-file.mjs";
import { run } from "./setup/run.mjs";

endWithParent();
readEnvFile();
await generateClients();
/** @type {import("../lib/env.ts")} */
const { parseEnv } = await tsImport("../lib/env.ts", import.meta.url);
/** @type {import("../lib/store/migrations/migrate.ts")} */
const { migrate } = await tsImport("../lib/store/migrations/migrate.ts", import.meta.url);
const env = parseEnv(process.env);
await migrate(env.databaseUrl);
const next = ["node_modules/next/dist/bin/next", "dev", "--port", String(env.port)];
process.exitCode = await run(process.execPath, next, {
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
});
