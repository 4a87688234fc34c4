import { bootstrapIdentity } from "@/lib/auth/bootstrap";
import { countEnded } from "@/lib/store/figures";
import { getApp } from "./app";
import { forgetOldKeys } from "./idempotency";
import { countEvery, mostToCount, tidyEvery } from "./limits";
import { closeStreams } from "./streams";

/** Begins to work: identity, catalogue, queue; and sees to it that a signal ends it cleanly. */
export async function startServer(): Promise<void> {
  const app = await getApp();
  const { setupUrl } = await bootstrapIdentity(app, new Date());
  await app.engine.start();
  const tidy = setInterval(() => {
    forgetOldKeys(app.db, new Date()).catch((error) =>
      app.log.warn({ err: error }, "Old keys were not forgotten"),
    );
  }, tidyEvery);
  tidy.unref();
  const count = setInterval(() => {
    countEnded(app.db, mostToCount).catch((error) =>
      app.log.warn({ err: error }, "Ended runs were not counted"),
    );
  }, countEvery);
  count.unref();
  if (setupUrl) process.stdout.write(`\nNo admin yet. Make the first one: ${setupUrl}\n\n`);
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    app.log.info({ signal }, "Stopping");
    clearInterval(tidy);
    clearInterval(count);
    closeStreams();
    await app.engine.stop();
    await app.db.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(signal));
}
