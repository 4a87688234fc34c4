import { beforeAll, describe, expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { endpoints } from "@/lib/contracts/endpoints";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import { parseJson } from "@/lib/contracts/json-text";
import type { ProblemCode } from "@/lib/contracts/problem";
import { ingress } from "@/lib/contracts/replicate/endpoints";
import { Run } from "@/lib/contracts/run";
import type { Command } from "@/lib/core/commands";
import { legal } from "@/lib/core/legal";
import { firstRules } from "@/lib/services/policies/first-rules";
import { type Client, problemOf, testApi, wanted } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";
import { addRule } from "@/lib/testing/rules";

const { app, replicate, rita, ann, bob, ada, rest } = await testApi();
const clients = { requester: rita, reviewer: ann, admin: ada };
type Role = keyof typeof clients;
const roles = ["requester", "reviewer", "admin"] as const satisfies Role[];

/** As whoever wants nobody to look would ask. */
const evasions: CreateRun["hitl_config"][] = [
  { policy: "auto" },
  { policy: "auto", timeout_seconds: 1, on_timeout: "approve" },
  { policy: "require_human", allowed_steps: ["api_call"] },
  { policy: "auto_with_thresholds", review_thresholds: { payload_changes_max: 99, confidence_min: 0 } },
  { policy: "auto_with_thresholds", allowed_steps: ["response_review"] },
];
const paid = { model: fluxRef, hitl_config: evasions[0] };
const unpriced = {
  agent_tool_config: {
    "replicate-agent-tool": {
      data: { name: "acme/unheard-of", latest_version: "v1", example_input: { prompt: "x" } },
    },
  },
  hitl_config: evasions[0],
};
const free = {
  hitl_config: { policy: "require_human" as const, allowed_steps: ["information_review" as const] },
};
const waits = { prefer: "wait=15" };

/** Which question is answered: what names none may be one that was sent twice. */
const named = ({ approval_token }: Run) => ({ approval_token });

type Answered = { status: number; run: Run | null };

async function answered(asked: Promise<Response>): Promise<Answered> {
  const response = await asked;
  const run = Run.safeParse(parseJson((await response.text()) || "null"));
  return { status: response.status, run: run.success ? run.data : null };
}

const post = (who: Client, path: string, body: object = {}) => answered(who.post(path, body, waits));
const runPath = ({ run_id }: Run, action: string) => `/api/hitl/runs/${run_id}/${action}`;

/** A way of getting something called: who asks, and what there is to see of it. */
type Way = (who: Client) => Promise<Answered[]>;

/** It begins a run. */
interface Begins {
  begins: Way;
}
/** It answers a question, which only those may who review: that is the person whom the rules want. */
interface Decides {
  /** The run that is decided. */
  on: () => Promise<Run>;
  decides: (who: Client, run: Run) => Promise<Answered>;
}
/** Only admins may, and it calls nothing. */
interface ForAdmins {
  admins: true;
}
/** Nothing comes of it that could be called; why. */
interface Harmless {
  harmless: string;
}
type Row = Begins | Decides | ForAdmins | Harmless;

const one = async (asked: Promise<Answered>) => [await asked];
const older =
  (query: string): Way =>
  (who) =>
    one(post(who, `/api/teams/run${query}`, wanted(paid)));

/** A run of a requester that waits for a person before its call, and one that was answered. */
const waitingRun = () => rita.create(paid);

async function answeredRun(): Promise<Run> {
  const config = {
    policy: "require_human" as const,
    allowed_steps: ["payload_review", "response_review"] as const,
  };
  const run = await rita.create({
    ...paid,
    hitl_config: { ...config, allowed_steps: [...config.allowed_steps] },
  });
  const once = await ann.decide(run.run_id, "approve");
  return once.current_step === "payload_review" ? bob.decide(run.run_id, "approve") : once;
}

async function forked(who: Client): Promise<Answered[]> {
  const own = await who.create(paid);
  const cheap = await who.create({ hitl_config: evasions[0] });
  const forks = [
    post(who, runPath(own, "fork")),
    post(who, runPath(own, "fork"), { edits: { prompt: "a blue one", payload: { num_outputs: 4 } } }),
    post(who, runPath(cheap, "fork"), { edits: { model: fluxRef } }),
  ];
  const made = await Promise.all(forks);
  for (const { run } of made) if (run) await rest(run.run_id);
  return Promise.all(
    made.map(async ({ status, run }) => ({ status, run: run && (await who.run(run.run_id)) })),
  );
}

/** As an application asks that takes the desk for Replicate. */
const predicted =
  (path: string, body: object): Way =>
  async (who) => {
    const asked = { input: { prompt: "a red bicycle on a quay", num_outputs: 4 }, ...body };
    const response = await who.post(`/api/replicate/v1${path}`, asked, { "countersign-policy": "auto" });
    const { id } = await response.json();
    await rest(id);
    return [{ status: response.status === 201 ? 200 : response.status, run: await who.run(id) }];
  };
const fluxName = fluxRef.split(":")[1] ?? "";

type Table = typeof endpoints & typeof ingress;
type Changing = {
  [Id in keyof Table]: Table[Id]["method"] extends "GET" ? never : Id;
}[keyof Table];

/** Every endpoint that may change something. A new one without a row is a type error, and fails below. */
const rows = {
  createRun: {
    begins: (who) =>
      Promise.all(
        [...evasions.map((hitl_config) => ({ ...paid, hitl_config })), unpriced].map((body) =>
          post(who, "/api/hitl/runs", wanted(body)),
        ),
      ),
  },
  forkRun: { begins: forked },
  runOlder: {
    begins: async (who) =>
      (await Promise.all(["", "?use_hitl=false", "?use_hitl=true"].map((query) => older(query)(who)))).flat(),
  },
  createPrediction: { begins: predicted("/predictions", { version: fluxName }) },
  createModelPrediction: { begins: predicted(`/models/${fluxName}/predictions`, {}) },
  cancelPrediction: { harmless: "It ends the run" },
  runOlderReviewed: { begins: (who) => one(post(who, "/api/teams/run-hitl", wanted(paid))) },
  approveRun: {
    on: waitingRun,
    decides: (who, run) => post(who, runPath(run, "approve"), named(run)),
  },
  editRun: {
    on: waitingRun,
    decides: (who, run) =>
      post(who, runPath(run, "edit"), { ...named(run), edits: { payload: { num_outputs: 4 } } }),
  },
  retryRun: {
    on: answeredRun,
    decides: (who, run) => post(who, runPath(run, "retry"), { ...named(run), payload: { num_outputs: 4 } }),
  },
  decideMany: {
    on: waitingRun,
    decides: (who, { run_id, approval_token }) =>
      post(who, "/api/hitl/decisions", { action: "approve", runs: [{ run_id, approval_token }] }),
  },
  undoDecision: { harmless: "It asks again" },
  rejectRun: { harmless: "It ends the run" },
  cancelRun: { harmless: "It ends the run" },
  claimRun: { harmless: "It moves nothing" },
  claimNextRun: { harmless: "It moves nothing" },
  releaseRun: { harmless: "It moves nothing" },
  commentOnRun: { harmless: "It moves nothing" },
  previewRun: { harmless: "It stores nothing" },
  createIngressFile: { harmless: "A file calls nothing" },
  deleteIngressFile: { harmless: "A file calls nothing" },
  createDeploymentPrediction: { begins: predicted("/deployments/acme/flux-schnell/predictions", {}) },
  uploadFile: { harmless: "A file calls nothing" },
  deleteFile: { harmless: "A file calls nothing" },
  makeLink: { harmless: "It stores nothing, and opens what is released" },
  setUp: { harmless: "It makes a person, once, with a token" },
  receiveWebhook: { harmless: "It is signed, and only wakes a look at a call that was made" },
  eraseDocuments: { admins: true },
  erasePerson: { admins: true },
  addModel: { admins: true },
  changeModel: { admins: true },
  removeModel: { admins: true },
  addPerson: { admins: true },
  changePerson: { admins: true },
  confirmMe: { harmless: "It moves nothing" },
  removeSecondFactor: { admins: true },
  makePasswordLink: { admins: true },
  resetPassword: { harmless: "It signs nobody in" },
  endSession: { harmless: "It signs somebody out" },
  endSessions: { harmless: "It signs somebody out" },
  createKey: { admins: true },
  changeKey: { admins: true },
  revokeKey: { admins: true },
  createGroup: { admins: true },
  changeGroup: { admins: true },
  deleteGroup: { admins: true },
  askQuestion: {
    harmless: "Its call is nothing; app/api/hitl/questions/questions.test.ts holds it against the rules",
  },
  mcp: { harmless: "Each tool is an address of its own, reached by its own route" },
  setAbsence: { harmless: "It gives somebody who may decide a seat of one's own; they decide as themselves" },
  createRule: { admins: true },
  changeRule: { admins: true },
  moveRule: { admins: true },
  deleteRule: { admins: true },
  tryRules: { admins: true },
  simulatePolicy: { admins: true },
  createBudget: { admins: true },
  changeBudget: { admins: true },
  deleteBudget: { admins: true },
  createWebhook: { admins: true },
  changeWebhook: { admins: true },
  deleteWebhook: { admins: true },
  rotateWebhookSecret: { admins: true },
  testWebhook: { admins: true },
  resendDelivery: { admins: true },
  placeHold: { admins: true },
  endHold: { admins: true },
  changeSettings: { admins: true },
  changeRollout: { admins: true },
  rollBack: { admins: true },
  verifyLog: { admins: true },
} as const satisfies Record<Changing, Row>;

/** Every command, and the way above by which somebody might have it said; the machine's own come of any of them. */
const commands = {
  assess_information: "machine",
  assess_payload: "machine",
  begin_submission: "machine",
  renew_lease: "machine",
  note_absence: "machine",
  delay_submission: "machine",
  record_submission: "machine",
  report_progress: "machine",
  report_wait: "machine",
  settle_succeeded: "machine",
  settle_failed: "machine",
  settle_unknown: "machine",
  dispatch_refused: "machine",
  assess_response: "machine",
  assess_one_shot: "runOlder",
  settle_one_shot: "runOlder",
  approve: "approveRun",
  edit_request: "editRun",
  edit_payload: "editRun",
  edit_response: "editRun",
  reject: "rejectRun",
  retry: "retryRun",
  expire: "machine",
  carry_out: "machine",
  undo: "undoDecision",
  take_approval_back: "undoDecision",
  fail: "machine",
  hand_over: "machine",
  cancel: "cancelRun",
  claim: "claimRun",
  offer: "machine",
  release: "releaseRun",
  comment: "commentOnRun",
  erase: "eraseDocuments",
} as const satisfies Record<Command["type"], keyof typeof rows | "machine">;

const table: Readonly<Record<string, Endpoint>> = { ...endpoints, ...ingress };
const rowOf: Readonly<Record<string, Row>> = rows;
const changing = Object.entries(table).filter(([, { method }]) => method !== "GET");

test("no endpoint that may change something, and no command, is without a row", () => {
  expect(Object.keys(rows).toSorted()).toEqual(changing.map(([id]) => id).toSorted());
  expect(Object.keys(commands).toSorted()).toEqual(Object.keys(legal).toSorted());
});

const forAdmins = changing.filter(([id]) => "admins" in (rowOf[id] ?? {}));

test.each(forAdmins)("%s is for admins alone", async (_, { method, path, example }) => {
  const values: Record<string, string> = { ...example.params };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "x");
  const body = JSON.stringify(example.body ?? {});
  for (const who of [rita, ann]) {
    const response = await who.send(method, address, {
      body,
      headers: { "content-type": "application/json" },
    });
    expect((await response.json()).code).toBe("forbidden" satisfies ProblemCode);
  }
});

/** The calls that were made, once nothing is under way any more. */
async function called(): Promise<number> {
  const underWay = () => app.db.prisma.run.count({ where: { status: { in: ["queued", "running"] } } });
  await expect.poll(underWay, { timeout: 20_000 }).toBe(0);
  return replicate.predictions.length;
}
const beginning = Object.entries(rowOf).flatMap(([id, row]) =>
  "begins" in row ? [[id, row.begins] as const] : [],
);
const deciding = Object.entries(rowOf).flatMap(([id, row]) => ("decides" in row ? [[id, row] as const] : []));

/** Waits where the rules want a person, and has not been called for. */
function expectWaiting({ status, run }: Answered): void {
  expect(status).toBe(200);
  expect(run).toMatchObject({
    status: "awaiting_human",
    current_step: "payload_review",
    path: "hitl",
    attempts: [],
  });
  expect(run?.policy_rules.length).toBeGreaterThan(0);
}

function waysRound(exempt: readonly Role[]): void {
  const asked = roles.filter((role) => !exempt.includes(role));
  const matrix = beginning.flatMap(([id, way]) => asked.map((role) => [id, role, way] as const));

  test.each(matrix)("%s by a %s's key calls nothing before a person has looked", async (_, role, way) => {
    const before = await called();
    const answers = await way(clients[role]);
    for (const answer of answers) expectWaiting(answer);
    expect(await called()).toBe(before);
  });

  test.each(exempt)("what a key of the role %s asks for goes ahead", async (role) => {
    const before = await called();
    const [first] = await Promise.all([post(clients[role], "/api/hitl/runs", wanted(paid))]);
    expect(first.run?.status).toBe("completed");
    expect(await called()).toBe(before + 1);
  });

  test.each(deciding)("%s is a person's look, and no requester's", async (_, { on, decides }) => {
    const run = await on();
    const before = await called();
    expect((await decides(rita, run)).status).toBe(403);
    expect(await called()).toBe(before);
    expect((await decides(ann, run)).status).toBe(200);
    expect(await called()).toBe(before + 1);
  });

  test("a decision that is sent twice lets nothing on that nobody saw", async () => {
    const run = await answeredRun();
    const before = await called();
    const again = { approve: {}, edit: { edits: { response: "x" } }, retry: {} };
    for (const [action, body] of Object.entries(again)) {
      expect((await post(ann, runPath(run, action), body)).status).toBe(428);
    }
    expect((await ann.run(run.run_id)).result).toBeNull();
    expect(await called()).toBe(before);
  });

  test("an edit to a model that costs money does not go ahead by itself, whoever edits", async () => {
    for (const who of [ann, ada]) {
      const before = await called();
      const cheap = await rita.create(free);
      expect(cheap.current_step).toBe("information_review");
      const edited = await who.decide(cheap.run_id, "edit", { edits: { model: fluxRef }, approve: true });
      expectWaiting({ status: 200, run: edited });
      expect(await called()).toBe(before);
    }
  });

  test("silence is no approval", async () => {
    const before = await called();
    const hitl_config = { policy: "auto" as const, timeout_seconds: 1, on_timeout: "approve" as const };
    const { run_id } = await rita.create({ ...paid, hitl_config });
    await expect.poll(async () => (await rita.run(run_id)).status, { timeout: 20_000 }).toBe("expired");
    expect(await called()).toBe(before);
  });

  test("a decision that was taken back is asked for again", async () => {
    const before = await called();
    const run = await waitingRun();
    await ann.post(runPath(run, "approve"), { undo_seconds: 20 });
    const again = await post(ann, runPath(run, "undo"));
    expectWaiting(again);
    expect(await called()).toBe(before);
  });

  test("a preview tells of it, and the rollout does not change it", async () => {
    const before = await called();
    for (const role of asked) {
      const preview = await clients[role].post("/api/hitl/preview", wanted(paid));
      expect((await preview.json()).would_pause_at).toBe("payload_review");
    }
    for (const change of [{ stage: "people", user_ids: ["user-7"] }, { preset: "everyone" }]) {
      const moved = await ada.put("/api/rollout", { why: "a test", ...change });
      expect(moved.status).toBe(200);
      expectWaiting(await post(rita, "/api/teams/run", { ...wanted(paid), user_id: "user-7" }));
    }
    expect((await ada.post("/api/rollout/rollback", { why: "enough" })).status).toBe(200);
    expectWaiting(await post(rita, "/api/teams/run", { ...wanted(paid), user_id: "user-7" }));
    expect(await called()).toBe(before);
  });
}

describe("under the first rules of an installation", () => {
  beforeAll(async () => {
    for (const { id: _, ...rule } of firstRules) await addRule(app.db, rule);
  });
  waysRound(["admin"]);

  test("the sandbox, which costs nothing, asks nobody", async () => {
    expect((await rita.create({ hitl_config: { policy: "auto" } })).status).toBe("completed");
  });
});

describe("under a strict rule, read before any exception", () => {
  beforeAll(async () => {
    await addRule(app.db, {
      name: "Two looks at everything",
      order: 0,
      demand: {
        policy: "require_human",
        allowed_steps: ["payload_review", "response_review"],
        timeout_seconds_max: 600,
        on_timeout: ["expire", "reject"],
      },
    });
  });
  waysRound([]);

  test("no answer leaves before it was looked at, too", async () => {
    const run = await rita.create(paid);
    const answered = await ann.decide(run.run_id, "approve");
    expect([answered.status, answered.current_step]).toEqual(["awaiting_human", "response_review"]);
    expect((await rita.run(run.run_id)).result).toBeNull();
  });
});

describe("under a rule that wants two people, and not whoever asks", () => {
  beforeAll(async () => {
    const demand = { approvals: { count: 2, not_requester: true } };
    await addRule(app.db, { name: "Two people", order: 0, demand });
  });

  test.each(deciding)("%s by one person calls nothing, by two it does", async (id, { on, decides }) => {
    const run = await on();
    const before = await called();
    expect((await decides(ann, run)).status).toBe(200);
    expect((await ann.run(run.run_id)).approvals).toMatchObject({ needed: 2, may_decide: false });
    expect(await called()).toBe(before);
    const second = id === "retryRun" ? "retry" : "approve";
    const asked = named(await ann.run(run.run_id));
    await problemOf(await ann.post(runPath(run, second), asked), "not_eligible");
    await bob.decide(run.run_id, second);
    expect(await called()).toBe(before + 1);
  });

  test.each(["reviewer", "admin"] as const)(
    "what a %s's key asks for is others' to approve",
    async (role) => {
      const run = await clients[role].create(paid);
      expect(run.approvals).toMatchObject({ given: [], may_decide: false });
      await problemOf(await clients[role].post(runPath(run, "approve")), "not_eligible");
    },
  );
});
