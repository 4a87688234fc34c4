import { bootstrapIdentity } from "@/lib/auth/bootstrap";
import { keepThreads } from "@/lib/orchestrator/bounded/apart";
import { seedFirstRules } from "@/lib/services/policies/first-rules";
import { countEnded } from "@/lib/store/figures";
import { runsUnderOtherKeys } from "@/lib/store/runs/sealed-secrets";
import { indexSearchTexts } from "@/lib/store/runs/search-index";
import { foldEarlierRuns } from "@/lib/store/runs/search-text";
import { type App, getApp } from "../app";
import { countEvery, mostToCount, tidyEvery } from "../limits";
import { announce } from "../log";
import { forgetOldKeys } from "../route/idempotency";
import { endWaits } from "../streams/streams";

/** The application at work. */
export interface Running {
  /**
   * Ends streams and waits, finishes or hands back the jobs in hand, and closes the database once the door is closed.
   * @param closeDoor begins to close whatever takes requests, and resolves when the last one is answered
   */
  stop(closeDoor?: () => Promise<unknown>): Promise<void>;
}

/** Says of secrets that cannot be opened before somebody approves a call that needs them. */
async function warnOfOtherKeys({ db, engine, log }: App): Promise<void> {
  const runs = await runsUnderOtherKeys(db.prisma, engine.context.secrets.key.id);
  if (runs === 0) return;
  log.warn(
    { event: "secrets_key_differs", runs },
    "Runs hold secrets that were sealed with another SECRETS_KEY: nothing is called with them until they are given again",
  );
}

/** Begins to collect spans; what does so is loaded only here. */
async function beginCollecting({ env, log }: App): Promise<() => Promise<void>> {
  const { collectSpans } = await import("../tracing/collect-spans");
  const stop = collectSpans({ instance: env.instanceName });
  return () =>
    stop().catch((error) =>
      log.warn({ event: "spans_not_sent", err: error }, "The last spans were not taken by the collector"),
    );
}

/** Begins to work: identity, catalogue, queue. Throws when any of them cannot. */
export async function startServer(): Promise<Running> {
  const app = await getApp();
  const stopCollecting = app.env.collectsSpans ? await beginCollecting(app) : async () => {};
  // Before there is anybody: by that a new installation is known.
  if (app.env.firstRules) await seedFirstRules(app.db, new Date());
  const { setupUrl, setupElsewhere } = await bootstrapIdentity(app, new Date());
  // The first large schema does not wait for them.
  keepThreads();
  await app.engine.start();
  void app.storage.start();
  await warnOfOtherKeys(app);
  const stopping = new AbortController();
  const foldRuns = () =>
    foldEarlierRuns(app.db, new Date(), stopping.signal).catch((error) =>
      app.log.warn({ event: "folding_failed", err: error }, "Earlier runs were not made ready for searches"),
    );
  const indexTexts = () =>
    indexSearchTexts(app.db, stopping.signal).catch((error) =>
      app.log.warn(
        { event: "search_not_indexed", err: error },
        "Searches read every text: the extension pg_trgm is not there and could not be added",
      ),
    );
  let folding = foldRuns().then(indexTexts);
  const tidy = setInterval(() => {
    forgetOldKeys(app.db, new Date()).catch((error) =>
      app.log.warn({ event: "tidying_failed", err: error }, "Old keys were not forgotten"),
    );
    folding = folding.then(foldRuns);
  }, tidyEvery);
  tidy.unref();
  const count = setInterval(() => {
    countEnded(app.db, mostToCount).catch((error) =>
      app.log.warn({ event: "counting_failed", err: error }, "Ended runs were not counted"),
    );
  }, countEvery);
  count.unref();
  if (setupUrl) {
    const sentence = `No admin yet. Make the first one: ${setupUrl} works once, for a day.`;
    announce({ instance: app.env.instanceName, event: "setup_link", sentence });
  }
  if (setupElsewhere) {
    const sentence =
      "No admin yet. Another instance has just printed the link; it has another BETTER_AUTH_SECRET, which all must share.";
    announce({ instance: app.env.instanceName, event: "setup_link_elsewhere", sentence });
  }
  return {
    async stop(closeDoor) {
      app.log.info({ event: "stopping" }, "Stopping");
      stopping.abort();
      app.storage.stop();
      clearInterval(tidy);
      clearInterval(count);
      // First the door: a stream that has ended comes back at once.
      const closed = closeDoor?.();
      endWaits();
      await Promise.all([closed, folding, app.engine.stop()]);
      await app.db.close();
      await stopCollecting();
    },
  };
}
