/**
 * A stand-in for Replicate to try Countersign against without an account:
 *   npx tsx lib/testing/replicate/main.ts [--port 4100] [--token …] [--seconds 2]
 * `--seconds` is how long a prediction takes. It knows the models of the catalogue.
 */
import { parseArgs } from "node:util";
import { startReplicateServer } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4100" },
    token: { type: "string", default: "r8_test_token" },
    seconds: { type: "string", default: "2" },
  },
});

const server = await startReplicateServer({
  port: Number(values.port),
  token: values.token,
  defaultScript: { ends: { afterMs: Number(values.seconds) * 1000 } },
});
console.log(`REPLICATE_BASE_URL=${server.url}`);
console.log(`REPLICATE_API_TOKEN=${server.token}`);
console.log(`REPLICATE_WEBHOOK_SECRET=${server.webhookSecret}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close());
}
