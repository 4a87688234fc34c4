import type { HitlConfig } from "@/lib/contracts/policy";
import type { Run } from "@/lib/contracts/run";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { getRun } from "@/lib/orchestrator/reading/get-run";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import type { Database } from "@/lib/store/connection/client";
import type { ArtifactStorage } from "@/lib/store/files/artifact-storage";
import { seededDatabase } from "@/lib/testing/database";
import { by, fluxRef, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import type { Fault } from "./faults";
import { holdLock } from "./hold-lock";
import { Outage } from "./outage";

/** What became of one run under one fault, as the provider and a person saw it. */
export interface Observation {
  status: Run["status"];
  step: Run["current_step"];
  /** Attempts, requests that would make a prediction, and predictions made. */
  attempts: number;
  sent: number;
  made: number;
  /** What the person reads: the question or the end, and the issues. */
  message: string;
  issues: string[];
  actions: string[];
}

/** As in service, only quicker; what answers at once must be heard in time on a busy machine. */
const limits = {
  submitTimeout: 2_500,
  submitLease: 4_000,
  lookupTimeout: 500,
  lookApart: 500,
  backoff: { first: 5, most: 20 },
  poll: { least: 5, most: 20 },
  artifactPatience: 300,
  artifactWait: { least: 5, most: 100 },
};
const providerLimits = { rest: { first: 20, most: 100 }, whileTrying: 10 };
const tunables = { lease: 500, poll: 50, backoff: { first: 5, most: 20 } };

const asks: HitlConfig = { policy: "require_human", allowed_steps: ["payload_review"] };

/** How long a run may take to come to rest, in milliseconds. */
const patience = 20_000;

/** Storage on a disk that is full for the first so many files. */
function fullAt(storage: ArtifactStorage, times: number): ArtifactStorage {
  let left = times;
  return {
    put: async (...file) => {
      if (left-- > 0)
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      return storage.put(...file);
    },
    read: (...file) => storage.read(...file),
    remove: (key) => storage.remove(key),
    removeFolder: (folder) => storage.removeFolder(folder),
  };
}

/** Lets one run meet the fault: under `require_human` a person has approved the payload, under `auto` nobody is asked. */
export async function observe(fault: Fault, policy: "require_human" | "auto"): Promise<Observation> {
  const outage = new Outage();
  let skew = 0;
  const database = await seededDatabase();
  const world = await TestEngine.start({
    db: outage.over(database),
    limits,
    tunables,
    providerLimits,
    replicate: { now: () => new Date(Date.now() + skew) },
    reached: outage.reached,
  });
  await using _ = world;
  const { context, replicate } = world;
  // A person looks through a connection of their own.
  const undisturbed = { ...context, db: database };
  const arrange = () =>
    fault.arrange({
      replicate,
      outage,
      skewClock: (ms) => {
        skew = ms;
      },
      limit: (changed) => void Object.assign(context.limits, changed),
      refuseFiles: (times) => void Object.assign(context, { artifacts: fullAt(context.artifacts, times) }),
      lockDatabase: async (ms) => void (await holdLock(await fileOf(database), ms)),
    });
  let runId: string;
  if (policy === "auto") {
    await arrange();
    runId = (await world.createOnly({ model: fluxRef, hitl_config: { policy } })).run_id;
  } else {
    runId = (await world.create({ model: fluxRef, hitl_config: asks })).run_id;
    await arrange();
    await approveReview(context, runId, by(reviewerAnn), {});
  }
  await waitForRest(undisturbed, runId, patience);
  const run = await getRun(undisturbed, reviewerAnn, runId);
  return {
    status: run.status,
    step: run.current_step,
    attempts: run.attempts.length,
    sent: replicate.requests.filter(({ route }) => route === "create_prediction").length,
    made: replicate.predictions.length,
    message: run.message,
    issues: run.validation_issues.filter(({ severity }) => severity === "error").map(({ issue }) => issue),
    actions: run.actions_required,
  };
}

async function fileOf({ prisma }: Database): Promise<string> {
  const rows = await prisma.$queryRawUnsafe<{ file: string }[]>("PRAGMA database_list");
  return rows[0]?.file ?? "";
}
