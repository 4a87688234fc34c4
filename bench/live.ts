/**
 * `npm run bench:live -- [--write]`: how soon a decision made on one instance is shown in the other's stream, on
 * PostgreSQL. `--write` puts the figures into docs/reliability.md.
 */
import { parseArgs } from "node:util";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { TestEngine } from "@/lib/testing/engine";
import { liveDelays, percentile } from "@/lib/testing/live-delays";
import { startPostgres } from "@/lib/testing/postgres";
import { writtenPart } from "@/lib/testing/written-part";

const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
const postgres = await startPostgres();
try {
  const url = await postgres.createDatabase();
  await migrate(url);
  await using first = await TestEngine.start({ db: await openDatabase(url) });
  await using second = await first.another();
  const delays = await liveDelays(first, second, 50);
  const [half, most, last] = [50, 99, 100].map((share) => `${percentile(delays, share).toFixed(1)} ms`);
  const line = `${delays.length} decisions: half were shown after ${half}, 99 of 100 after ${most}, the last after ${last} (${new Date().toISOString().slice(0, 10)}, Node ${process.version}).`;
  console.log(line);
  if (values.write) writtenPart("docs/reliability.md", "live").update(line);
} finally {
  await postgres.stop();
}
