import type { JsonObject } from "@/lib/contracts/json";
import type { HitlConfig } from "@/lib/contracts/policy";
import type { OnTimeout } from "@/lib/contracts/words";
import type { ReplicateServer } from "@/lib/providers/replicate/fixtures/server";
import type { Answer } from "@/lib/providers/replicate/fixtures/types";
import type { Database } from "@/lib/store/connection/client";
import { toColumn } from "@/lib/store/connection/json-column";
import { type ApiClient, Refused } from "./api-client";
import { tightUser } from "./check-money";
import { quickLimits } from "./quick";
import type { Random } from "./random";
import { until } from "./until";

/** What a scene plays with. */
export interface Stage {
  api: ApiClient;
  replicate: ReplicateServer;
  /** For faults that no API can make: a description that was changed in the database. */
  db: Database;
  random: Random;
  /** Runs that no scene may take up, because their model was broken on purpose. */
  broken: Set<string>;
  /** A number nobody had before: runs ask for different things, so that their calls can be told apart. */
  newNumber(): number;
}

type Scene = (stage: Stage) => Promise<void>;

const pictures = "replicate:black-forest-labs/flux-schnell";
const words = "replicate:meta/meta-llama-3-8b-instruct";
const sandboxWords = "sandbox:sandbox/text";
const sandboxPictures = "sandbox:sandbox/image";

const alone: HitlConfig = { policy: "auto" };
const asksAtPayload: HitlConfig = { policy: "require_human", allowed_steps: ["payload_review"] };
const asksAtAnswer: HitlConfig = { policy: "require_human", allowed_steps: ["response_review"] };
const asksAtRequest: HitlConfig = { policy: "require_human", allowed_steps: ["information_review"] };

function create(
  { api, newNumber, random }: Stage,
  model: string,
  hitl_config: HitlConfig,
  wait?: number,
  user_id?: string,
) {
  const prompt = `a red bicycle, number ${newNumber()}`;
  const body = { prompt, model, hitl_config, ...(user_id && { user_id }) };
  return api.create(body, { keyed: random.chance(0.5), ...(wait === undefined ? {} : { wait }) });
}

/** Changes a run's model behind its back. */
async function tamper({ db }: Stage, runId: string, exampleInput: object | null): Promise<void> {
  const { description } = await db.prisma.run.findUniqueOrThrow({
    where: { id: runId },
    select: { description: true },
  });
  const changed = { ...Object(description), exampleInput };
  await db.prisma.run.update({ where: { id: runId }, data: { description: toColumn(changed) } });
  // No instance goes on with the run as it remembers it, as after any other's change.
  if (db.kind === "postgres")
    await db.prisma.$queryRaw`SELECT pg_notify('countersign_run', ${`bridge ${runId}`})::text`;
}

/** Answers the open question of a run with one of the actions it takes. */
async function answerSomehow({ api, random }: Stage, runId: string): Promise<void> {
  const { actions_required, approval_token, current_step } = await api.run(runId);
  if (actions_required.length === 0) return;
  const action = random.pick(actions_required);
  const token: JsonObject = random.chance(0.5) ? { approval_token } : {};
  const edits = {
    information_review: { prompt: `an edited bicycle, ${runId}` },
    response_review: { response: "edited" },
    payload_review: { payload: { seed: random.below(1_000) } },
    api_call: { payload: { seed: random.below(1_000) } },
  };
  const edit: JsonObject = action === "edit" ? { edits: edits[current_step as keyof typeof edits] } : {};
  await api.decide(runId, action, { ...token, ...edit });
}

/** Approves a call under the budget that is soon used up. */
async function spendTight(stage: Stage): Promise<void> {
  const { run_id, current_step } = await create(stage, pictures, asksAtPayload, undefined, tightUser);
  if (current_step === "payload_review") await stage.api.decide(run_id, "approve");
}

/** Spends what is left of that budget, until it refuses. */
export async function spendAll(stage: Stage): Promise<void> {
  const before = stage.api.refusals;
  while (stage.api.refusals === before) await spendTight(stage).catch(refusedOnly);
}

function refusedOnly(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
}

const scenes = {
  auto: async (stage) => {
    await create(stage, stage.random.pick([sandboxWords, words]), alone);
  },
  picture: async (stage) => {
    await create(stage, stage.random.pick([sandboxPictures, pictures]), alone);
  },
  signed: async (stage) => {
    const { run_id } = await create(stage, stage.random.pick([words, pictures]), { policy: "require_human" });
    await stage.api.decide(run_id, "approve");
    await stage.api.decide(run_id, "approve");
  },
  thresholds: async (stage) => {
    const review_thresholds = {
      confidence_min: stage.random.next(),
      payload_changes_max: stage.random.below(3),
    };
    const { run_id } = await create(stage, pictures, { policy: "auto_with_thresholds", review_thresholds });
    await answerSomehow(stage, run_id);
  },
  editRequest: async (stage) => {
    const { run_id, current_step } = await create(stage, words, asksAtRequest);
    if (current_step !== "information_review") return;
    await stage.api.decide(run_id, "edit", { edits: { prompt: `a blue bicycle, ${run_id}` } });
  },
  editPayload: async (stage) => {
    const { run_id, current_step } = await create(stage, pictures, asksAtPayload);
    if (current_step !== "payload_review") return;
    const edits = { payload: { seed: stage.random.below(1_000_000) } };
    await stage.api.decide(run_id, "edit", { edits, approve: stage.random.chance(0.8) });
  },
  editResponse: async (stage) => {
    const { run_id, current_step } = await create(stage, words, asksAtAnswer);
    // Its call may have met what another scene prepared.
    if (current_step !== "response_review") return;
    await stage.api.decide(run_id, "edit", { edits: { response: `edited, ${run_id}` } });
  },
  reject: async (stage) => {
    const { run_id } = await create(stage, sandboxWords, asksAtPayload);
    await stage.api.decide(run_id, "reject");
  },
  retry: async (stage) => {
    const { run_id } = await create(stage, words, asksAtAnswer);
    await stage.api.decide(run_id, "retry");
    await stage.api.decide(run_id, "approve");
  },
  held: async (stage) => {
    const { run_id } = await create(stage, words, asksAtPayload);
    await stage.api.decide(run_id, "approve", { undo_seconds: 1 });
  },
  undone: async (stage) => {
    const { run_id } = await create(stage, words, asksAtPayload);
    await stage.api.decide(run_id, "approve", { undo_seconds: 30 }, 0);
    await stage.api.undo(run_id);
    await stage.api.decide(run_id, "approve");
  },
  cancel: async (stage) => {
    stage.replicate.nextPredictions({ ends: { afterMs: 700 } });
    const { run_id } = await create(stage, words, alone, 0);
    if (stage.random.chance(0.7)) {
      await until(
        "the call begins",
        30_000,
        async () => (await stage.api.run(run_id)).current_step === "api_call",
      );
    }
    await stage.api.decide(run_id, "cancel");
  },
  claimed: async (stage) => {
    const { run_id } = await create(stage, sandboxWords, asksAtPayload);
    await stage.api.claim(run_id);
    await stage.api.release(run_id);
    await stage.api.decide(run_id, "approve");
  },
  comment: async (stage) => {
    const { run_id } = await create(stage, sandboxWords, asksAtPayload);
    await stage.api.decide(run_id, "comment");
  },
  expire: async (stage) => {
    const on_timeout = stage.random.pick<OnTimeout>(["expire", "reject", "approve"]);
    const config = { ...asksAtPayload, timeout_seconds: 1, on_timeout };
    const { run_id, version } = await create(stage, sandboxWords, config);
    await until("time is up", 30_000, async () => (await stage.api.run(run_id)).version > version);
  },
  slow: async (stage) => {
    stage.replicate.nextPredictions({ ends: { polls: 3 } });
    await create(stage, words, alone);
  },
  twins: async (stage) => {
    // Two runs that ask for the very same: each has a call of its own, whichever is lost.
    const accepted = stage.random.chance(0.5);
    stage.replicate.nextAnswers("create_prediction", { kind: "drop", accepted });
    const body = { prompt: `twins, number ${stage.newNumber()}`, model: words, hitl_config: alone };
    await Promise.all([stage.api.create(body), stage.api.create(body)]);
  },
  mumbling: async (stage) => {
    stage.replicate.nextPredictions({ ends: { polls: 2 } });
    stage.replicate.nextAnswers("get_prediction", { kind: "malformed" });
    await create(stage, words, alone);
  },
  busy: async (stage) => {
    const status = stage.random.pick([429, 503]);
    stage.replicate.nextAnswers("create_prediction", { kind: "status", status, retryAfter: 0 });
    await create(stage, words, alone);
  },
  lost: async (stage) => {
    const accepted = stage.random.chance(0.7);
    stage.replicate.nextAnswers(
      "create_prediction",
      stage.random.pick([{ kind: "drop", accepted } as const, { kind: "malformed" }, { kind: "half" }]),
    );
    await create(stage, words, alone);
  },
  vanished: async (stage) => {
    // Nobody ever answers: the call may be there at once, only after we stopped waiting, or never.
    const accepted = stage.random.pick([false, true, { afterMs: quickLimits.submitTimeout + 200 }]);
    const lost = stage.random.pick<Answer>([
      { kind: "drop", accepted: false },
      { kind: "never", accepted },
    ]);
    stage.replicate.nextAnswers("create_prediction", lost);
    await create(stage, words, alone);
  },
  unknowable: async (stage) => {
    stage.replicate.nextAnswers("create_prediction", { kind: "drop", accepted: stage.random.chance(0.5) });
    stage.replicate.nextAnswers("list_predictions", { kind: "status", status: 403 });
    const { run_id } = await create(stage, words, alone);
    await stage.api.decide(run_id, stage.random.pick(["retry", "reject"]));
  },
  refused: async (stage) => {
    if (stage.random.chance(0.5))
      stage.replicate.nextPredictions({ status: "failed", error: "CUDA out of memory" });
    else stage.replicate.nextAnswers("create_prediction", { kind: "status", status: 422 });
    const { run_id } = await create(stage, words, {
      policy: "require_human",
      allowed_steps: ["information_review"],
    });
    await stage.api.decide(run_id, "approve");
    await answerSomehow(stage, run_id);
  },
  drift: async (stage) => {
    const { run_id } = await create(stage, words, asksAtPayload);
    await tamper(stage, run_id, { prompt: "another example" });
    await stage.api.decide(run_id, "approve");
    await stage.api.decide(run_id, "reject");
  },
  broken: async (stage) => {
    const { run_id } = await create(stage, sandboxWords, asksAtRequest);
    stage.broken.add(run_id);
    await tamper(stage, run_id, null);
    await stage.api.decide(run_id, "approve");
  },
  budgeted: async (stage) => {
    await spendTight(stage);
  },
  erased: async (stage) => {
    const { run_id, status } = await create(stage, stage.random.pick([sandboxPictures, words]), alone);
    if (status === "completed") await stage.api.erase(run_id);
  },
  leftovers: async (stage) => {
    const waiting = (await stage.api.waiting(50)).filter((id) => !stage.broken.has(id));
    if (waiting.length > 0) await answerSomehow(stage, stage.random.pick(waiting));
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;

/** The scenes' names; `leftovers` takes up what earlier crashes left waiting. */
export const sceneNames = Object.keys(scenes) as SceneName[];

/** Plays one scene to its end, or until the server is gone or refuses. */
export function play(name: SceneName, stage: Stage): Promise<void> {
  return scenes[name](stage);
}
