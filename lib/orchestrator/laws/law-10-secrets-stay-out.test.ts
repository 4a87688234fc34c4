import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { sealKey } from "@/lib/core/sealed/seal-key";
import { databaseKinds } from "@/lib/testing/database";
import { by, reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { secretModel, secretTool } from "@/lib/testing/secret-model";
import { approveReview } from "../decisions/approve";
import { cancelRun } from "../decisions/cancel";
import { editReview } from "../decisions/edit";
import { retryCall } from "../decisions/retry";
import { forkRun } from "../requests/fork";

const token = "hf_aVerySecretToken+1";
const picture = "https://ann:s3cret-pass@files.example/cat.png";
const sealed = { $sealed: expect.stringMatching(/^hmac-sha256:[0-9a-f]{64}$/), shown: "…••••" };
const sealedPicture = { ...sealed, shown: "https://••••@files.example/cat.png" };

const started = async (options: Parameters<typeof TestEngine.start>[0] = {}) => {
  const { replicate, ...rest } = options;
  return TestEngine.start({ ...rest, replicate: { models: [secretModel], ...replicate } });
};
const wanted = {
  agent_tool_config: secretTool({ ...secretModel.exampleInput, hf_token: token }),
  attachments: [picture],
};
const issuesOf = async (world: TestEngine, runId: string) =>
  (await world.show(runId)).validation_issues.map(({ pointer, severity }) => [pointer, severity]);

describe.each(databaseKinds)("law 10: secrets stay out (%s)", (on) => {
  it("no secret is stored or shown, and the provider gets each exactly once as it was given", async () => {
    await using world = await started({ on });
    const { run_id } = await world.create(wanted);
    const run = await world.show(run_id);
    expect(run.suggested_payload).toMatchObject({ hf_token: sealed, image: sealedPicture });
    expect(run.attachments).toEqual([{ url: sealedPicture }]);
    expect(run.diff_from_example).toContainEqual(
      expect.objectContaining({ op: "replace", pointer: "/image", to: sealedPicture }),
    );
    expect(run.validation_issues).toEqual([]);
    expect(JSON.stringify(run)).not.toMatch(/aVerySecretToken|s3cret-pass/);
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await world.rest(run_id);
    expect(world.replicate.predictions.map(({ input }) => input)).toEqual([
      { prompt: "a red bicycle on a quay", image: picture, hf_token: token },
    ]);
  });

  it("secrets are forgotten when their run has ended, and not before", async () => {
    await using world = await started({ on });
    const kept = () => world.db.prisma.sealedSecret.count();
    const ended = await world.create({ ...wanted, hitl_config: { allowed_steps: ["payload_review"] } });
    expect(await kept()).toBe(2);
    await approveReview(world.context, ended.run_id, await world.seenBy(reviewerAnn, ended.run_id), {});
    expect(await world.rest(ended.run_id)).toMatchObject({ status: "completed" });
    expect(await kept()).toBe(0);
    const stopped = await world.create(wanted);
    await cancelRun(world.context, stopped.run_id, by(reviewerAnn), {});
    expect(await kept()).toBe(0);
  });

  it("nothing is called when a secret is gone or is not the one that was signed, and a person is told", async () => {
    await using world = await started({ on });
    const { run_id } = await world.create({ ...wanted, hitl_config: { allowed_steps: ["payload_review"] } });
    const { prisma } = world.db;
    const rows = await prisma.sealedSecret.findMany({ orderBy: { shown: "desc" } });
    const [one, other] = rows;
    if (!one || !other) throw new Error("Two secrets were given");
    // Somebody with the database exchanges what is behind the two names.
    await prisma.sealedSecret.update({
      where: { runId_mac: { runId: run_id, mac: one.mac } },
      data: { cipher: other.cipher },
    });
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect((await issuesOf(world, run_id)).filter(([, severity]) => severity === "error")).toHaveLength(1);
    await prisma.sealedSecret.deleteMany({ where: { runId: run_id } });
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      acknowledge_issues: true,
      message: "try it",
    });
    expect(await world.rest(run_id)).toMatchObject({ status: "awaiting_human" });
    expect(world.calls).toBe(0);
    const edits = { payload: { hf_token: token, image: picture } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits,
      approve: true,
    });
    expect(await world.rest(run_id)).toMatchObject({ status: "completed" });
    expect(world.replicate.predictions[0]?.input).toMatchObject(edits.payload);
  });

  it("an echo of a secret is in no failure and no answer", async () => {
    await using world = await started({ on });
    world.replicate.nextPredictions(
      { status: "failed", error: `401 for ${token} at ${picture}` },
      { output: `I was given ${token}.` },
    );
    const { run_id } = await world.create(wanted);
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await world.rest(run_id);
    expect((await world.show(run_id)).error?.message).toBe(
      "401 for …•••• at https://••••@files.example/cat.png",
    );
    await retryCall(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await world.rest(run_id);
    expect((await world.show(run_id)).processed_response).toBe("I was given …••••.");
    const rows = await world.db.prisma.attempt.findMany({ where: { runId: run_id } });
    expect(JSON.stringify(rows)).not.toMatch(/aVerySecretToken|s3cret-pass/);
  });
});

describe("a sealed value", () => {
  it("means the same secret when it comes back in its own run, and another one is told as a change", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    const { suggested_payload } = await world.show(run_id);
    const same = { payload: { ...(suggested_payload as object), prompt: "a blue bicycle" } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits: same,
      approve: false,
    });
    const after = await world.show(run_id);
    expect(after.suggested_payload).toEqual(same.payload);
    const other = { payload: { hf_token: "hf_another_token" } };
    await editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {
      edits: other,
      approve: false,
    });
    const changed = await world.show(run_id);
    expect(changed.suggested_payload).toMatchObject({ hf_token: sealed });
    expect(changed.suggested_payload).not.toMatchObject({
      hf_token: Object(after.suggested_payload).hf_token,
    });
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    await world.rest(run_id);
    expect(world.replicate.predictions[0]?.input).toMatchObject({
      ...other.payload,
      prompt: "a blue bicycle",
      image: picture,
    });
  });

  it("of nobody, of another run, changed, or in a place that would tell it is refused with its place", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    const foreign = await world.show((await world.create(wanted)).run_id);
    const own = Object((await world.show(run_id)).suggested_payload);
    const forged = { $sealed: `hmac-sha256:${"0".repeat(64)}`, shown: "…••••" };
    const cases: [string, unknown][] = [
      ["hf_token", forged],
      ["hf_token", Object(foreign.suggested_payload).hf_token],
      ["image", { ...own.image, shown: "https://harmless.example/cat.png" }],
      ["image", { $sealed: 7 }],
      ["prompt", own.hf_token],
    ];
    for (const [key, value] of cases) {
      const edits = { payload: JSON.parse(JSON.stringify({ [key]: value })) };
      await expect(
        editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { edits, approve: true }),
      ).rejects.toMatchObject({
        code: "validation_error",
        details: { errors: [{ pointer: `/edits/payload/${key}` }] },
      });
    }
    const bodies = [
      { ...wanted, edits: { payload: { hf_token: forged } } },
      { ...wanted, attachments: [{ url: own.image }] },
      { agent_tool_config: secretTool({ prompt: "x", hf_token: forged }) },
    ];
    for (const body of bodies)
      await expect(world.createOnly(body)).rejects.toMatchObject({ code: "validation_error" });
  });

  it("is no part of another secret: what it hides cannot be read to make one", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    const { suggested_payload } = await world.show(run_id);
    const hfToken = Object.entries(suggested_payload ?? {}).find(([key]) => key === "hf_token")?.[1] ?? null;
    const edits = { payload: { hf_token: [hfToken, "more"] } };
    await expect(
      editReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), { edits, approve: false }),
    ).rejects.toMatchObject({
      code: "validation_error",
      details: { errors: [{ pointer: "/edits/payload/hf_token" }] },
    });
  });

  it("is one too where a list of secrets is wanted and one is given", async () => {
    await using world = await started();
    const keys = { type: "array", items: { type: "string", format: "password" } };
    const tool = secretTool({ prompt: "an example", keys: token });
    const { data } = tool["replicate-agent-tool"] as { data: { openapi_schema: JsonObject } };
    const Input = { type: "object", properties: { prompt: { type: "string" }, keys } };
    data.openapi_schema = { components: { schemas: { Input } } };
    const { run_id } = await world.create({ agent_tool_config: tool });
    expect(JSON.stringify(await world.show(run_id))).not.toContain(token);
    expect((await world.show(run_id)).suggested_payload).toMatchObject({ keys: sealed });
  });

  it("stays with its run: a fork asks anew, at its place", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    const fork = await forkRun(world.context, reviewerAnn, run_id, {
      edits: { payload: { hf_token: token } },
    });
    await world.rest(fork.run_id);
    expect(await issuesOf(world, fork.run_id)).toEqual([["/image", "error"]]);
    const edits = { payload: { image: picture } };
    await editReview(world.context, fork.run_id, await world.seenBy(reviewerAnn, fork.run_id), {
      edits,
      approve: true,
    });
    await world.rest(fork.run_id);
    expect(world.replicate.predictions[0]?.input).toMatchObject({ hf_token: token, image: picture });
  });

  it("of the other run comes back with a fork's attachments, and has to be given again", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    const { attachments } = await world.show(run_id);
    const fork = await forkRun(world.context, reviewerAnn, run_id, {
      edits: { attachments: [...attachments, "https://files.example/second.png"] },
    });
    await world.rest(fork.run_id);
    const { suggested_payload } = await world.show(fork.run_id);
    expect(suggested_payload).toMatchObject({ image: sealedPicture });
    expect(await issuesOf(world, fork.run_id)).toEqual(
      expect.arrayContaining([
        ["/hf_token", "error"],
        ["/image", "error"],
      ]),
    );
  });

  it("is made of what the schema takes: what was wrong with the secret is said without it", async () => {
    await using world = await started();
    const example = { prompt: "x", hf_token: "short-1", login: { user: "ann", pass: "********" } };
    const { run_id } = await world.create({ agent_tool_config: secretTool(example) });
    const run = await world.show(run_id);
    expect(run.validation_issues.map(({ pointer, issue }) => [pointer, issue])).toEqual([
      ["/hf_token", "The secret in hf_token must have at least 8 characters."],
      ["/login/pass", "login.pass holds no secret, but what stands for one."],
    ]);
    expect(JSON.stringify(run)).not.toContain("short-1");
  });

  it("stands wherever a schema says so: by reference, inside of objects, under a name that is nearly right", async () => {
    await using world = await started();
    const { run_id } = await world.create({
      agent_tool_config: secretTool({ prompt: "x", hfToken: token }),
      edits: { payload: { extra_key: "key-in-a-patch", login: { user: "ann", pass: "nested-pass" } } },
    });
    const run = await world.show(run_id);
    expect(run.suggested_payload).toMatchObject({
      hf_token: sealed,
      extra_key: sealed,
      login: { user: "ann", pass: sealed },
    });
    expect(JSON.stringify(run)).not.toMatch(/aVerySecretToken|key-in-a-patch|nested-pass/);
  });

  it("cannot be opened after the key was lost: the run goes to a person, and the start says it", async () => {
    await using world = await started();
    const { run_id } = await world.create(wanted);
    world.context.secrets.key = sealKey(randomBytes(32));
    await approveReview(world.context, run_id, await world.seenBy(reviewerAnn, run_id), {});
    expect(await world.rest(run_id)).toMatchObject({ status: "awaiting_human", step: "payload_review" });
    expect(world.calls).toBe(0);
  });
});
