import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { ApiClient, Gone, Refused } from "./api-client";
import { bundleChild } from "./bundle";
import { checkAll, type Findings } from "./check";
import { addBudgets } from "./check-money";
import { Ledger } from "./ledger";
import type { Mutant } from "./mutants";
import type { Round } from "./plan";
import type { Random } from "./random";
import { restOfAll } from "./rest-of-all";
import { play, type SceneName, type Stage, sceneNames, spendAll } from "./scenes";
import { ServerProcess } from "./server-process";
import { writeLogs } from "./write-logs";

const apiKey = "crash-test-key-crash-test-key-crash-test-key";

/** A named place that is not reached by then never will be, in milliseconds. */
const namedPatience = 90_000;

interface Options {
  rounds: Round[];
  random: Random;
  /** A Postgres database of its own; left out, SQLite in a folder of its own. */
  databaseUrl?: string;
  /** A law that is broken on purpose. */
  mutant?: Mutant | null;
  onRound?: (done: number, of: number) => void;
  /** Ends it after the round at hand; what is there is looked at all the same. */
  signal?: AbortSignal;
}

/** What a whole test came to. */
export interface CrashReport {
  rounds: number;
  /** Lives that ended at a named place, and how many different ones. */
  namedKills: number;
  placesHit: number;
  /** Named places that were not reached in time. */
  missed: string[];
  randomKills: number;
  /** Lives that ended while the server was still starting. */
  killedAtStart: number;
  createsSent: number;
  createsAcknowledged: number;
  createsRepeated: number;
  decisionsSent: number;
  decisionsAcknowledged: number;
  answersLost: number;
  refused: number;
  findings: Findings;
  /** Everything that must not be; empty when all is well. */
  faults: string[];
  seconds: number;
  /** Where everything is kept when there are faults. */
  folder: string;
}

/** Kills a server over and over while it is used, lets it come to rest, and looks whether anything was lost. */
export async function crashTest({
  rounds: planned,
  random,
  databaseUrl,
  mutant = null,
  onRound,
  signal: enough,
}: Options): Promise<CrashReport> {
  const start = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "countersign-crash-"));
  const url = databaseUrl ?? `file:${join(folder, "crash.db")}`;
  const dataDir = join(folder, "data");
  await migrate(url);
  const [bundle, replicate, db] = await Promise.all([
    bundleChild(mutant),
    startReplicateServer({ defaultScript: { ends: { polls: 1 } } }),
    openDatabase(url),
  ]);
  await addBudgets(db);
  const ledger = new Ledger();
  let number = 0;
  const newNumber = () => ++number;
  const broken = new Set<string>();
  const env = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    REPLICATE_API_TOKEN: replicate.token,
    REPLICATE_BASE_URL: replicate.url,
    BOOTSTRAP_API_KEY: apiKey,
    BETTER_AUTH_SECRET: apiKey,
    LOG_LEVEL: "warn",
    FIRST_RULES: "false",
  };
  const spawn = (crashAt: string | null) =>
    new ServerProcess({ bundle, env, crashAt, logFile: join(folder, "server.log") });
  const spawnFor = (round: Round | undefined) =>
    spawn(round?.kind === "named" ? `${round.point}#${round.nth}` : null);
  const stageAt = (address: string): Stage => ({
    api: new ApiClient(address, apiKey, ledger, newNumber),
    replicate,
    db,
    random,
    broken,
    newNumber,
  });

  const hit = new Set<string>();
  const missed: string[] = [];
  let killedAtStart = 0;
  const rounds: Round[] = [];
  let next = spawnFor(planned[0]);
  try {
    for (const [at, round] of planned.entries()) {
      if (enough?.aborted) break;
      rounds.push(round);
      const server = next;
      const address = await server.begin();
      next = spawnFor(planned[at + 1]);
      if (address === null) killedAtStart += 1;
      else await oneLife(server, round, stageAt(address), ledger);
      if (round.kind === "named") {
        const { signal } = await server.ended;
        if (signal === "SIGKILL" && !server.wasEnded) hit.add(round.point);
        else missed.push(`${round.point}#${round.nth}`);
      }
      onRound?.(at + 1, planned.length);
    }
    if (rounds.length < planned.length) {
      next.end("SIGKILL");
      next = spawn(null);
    }
    const address = await next.begin();
    if (address === null) throw new Error(`The server did not start any more: see ${folder}/server.log`);
    const stage = stageAt(address);
    await repeatUnanswered(stage, ledger);
    await restOfAll(db);
    await spendAll(stage);
    await restOfAll(db);
    next.end("SIGTERM");
    const { code } = await next.ended;
    if (code !== 0) ledger.unexpected.push(`The last server ended with ${code} when it was asked to stop`);
    const { findings, faults } = await checkAll({ db, ledger, replicate, dataDir });
    faults.push(...missed.map((point) => `${point} was never reached`));
    const named = rounds.filter(({ kind }) => kind === "named").length;
    const report = {
      rounds: rounds.length,
      namedKills: named - missed.length,
      placesHit: hit.size,
      missed,
      randomKills: rounds.length - named,
      killedAtStart,
      createsSent: ledger.creates.length,
      createsAcknowledged: ledger.creates.filter(({ runId }) => runId !== null).length,
      createsRepeated: ledger.repeated,
      decisionsSent: ledger.decisions.length,
      decisionsAcknowledged: ledger.decisions.filter(({ acknowledged }) => acknowledged).length,
      answersLost: ledger.lost,
      refused: ledger.refused,
      findings,
      faults,
      seconds: Math.round((performance.now() - start) / 1000),
      folder,
    };
    if (faults.length === 0) rmSync(folder, { recursive: true, force: true });
    else await writeLogs(db, faults, folder);
    return report;
  } finally {
    next.end("SIGKILL");
    await next.ended;
    rmSync(bundle, { force: true });
    await replicate.close();
    await db.close();
  }
}

/** One life of a server that listens: it is used until it is dead. */
async function oneLife(server: ServerProcess, round: Round, stage: Stage, ledger: Ledger): Promise<void> {
  const { random } = stage;
  const anyScene = () => random.pick(sceneNames);
  const chosen = round.kind === "named" ? () => round.scene : anyScene;
  const loops = [loop(server, stage, ledger, chosen), loop(server, stage, ledger, chosen)];
  if (round.kind === "random") loops.push(loop(server, stage, ledger, anyScene));
  const unanswered = repeatUnanswered(stage, ledger).catch(forgive(ledger));
  const timer = setTimeout(
    () => server.end("SIGKILL"),
    round.kind === "random" ? round.afterMs : namedPatience,
  );
  await server.ended;
  clearTimeout(timer);
  await Promise.all([...loops, unanswered]);
}

async function loop(
  server: ServerProcess,
  stage: Stage,
  ledger: Ledger,
  nextScene: () => SceneName,
): Promise<void> {
  while (!server.isOver) {
    try {
      await play(nextScene(), stage);
    } catch (error) {
      forgive(ledger)(error);
      // The connection breaks a moment before the system tells that the process is gone.
      if (error instanceof Gone) await Promise.race([server.ended, pause(1_000)]);
    }
  }
}

/** A server that is gone, or a run that somebody else decided, is what this test is about; anything else is not. */
function forgive(ledger: Ledger): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Gone || error instanceof Refused)) ledger.unexpected.push(String(error));
  };
}

async function repeatUnanswered({ api }: Stage, ledger: Ledger): Promise<void> {
  const unanswered = ledger.creates.filter(({ key, runId }) => key !== null && runId === null);
  for (const sent of unanswered) await api.repeat(sent);
}
