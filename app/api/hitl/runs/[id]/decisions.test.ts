import { describe, expect, test } from "vitest";
import { type Client, problemOf, runOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { replicate, rita, rob, ann, bob } = await testApi();
const runs = "/api/hitl/runs";
const auto = { hitl_config: { policy: "auto" as const } };
const atInformation = {
  hitl_config: {
    policy: "require_human" as const,
    allowed_steps: ["information_review" as const, "payload_review" as const],
  },
};
/** A payload with an error that a reviewer can edit away. */
const flawed = {
  agent_tool_config: {
    "sandbox-agent-tool": { data: { name: "sandbox/image", example_input: { prompt: "x", width: "wide" } } },
  },
};

function answer(client: Client, runId: string, action: string, body: object = {}, headers = {}) {
  return client.post(`${runs}/${runId}/${action}`, body, headers);
}

describe("two decisions at once", () => {
  test("one gets 200 and the other 409 with the decision that won, forty times over", async () => {
    const round = async (number: number) => {
      const { run_id } = await rita.create();
      const both = [
        () => answer(ann, run_id, "approve"),
        () => answer(bob, run_id, "reject", { reason: "no" }),
      ];
      if (number % 2 === 1) both.reverse();
      const answers = await Promise.all(both.map((send) => send()));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [lost] = answers.filter(({ status }) => status === 409);
      if (!lost) throw new Error("nobody lost");
      const problem = await problemOf(lost, "already_decided");
      const { decisions } = await ann.run(run_id);
      expect(decisions).toHaveLength(1);
      expect(problem.decision).toMatchObject({ action: decisions[0]?.action });
      expect(decisions[0]).toMatchObject(problem.decision ?? {});
    };
    for (let fours = 0; fours < 10; fours++) {
      await Promise.all(Array.from({ length: 4 }, (_, number) => round(number)));
    }
  }, 60_000);

  test("of ten equal approvals one counts and one call is made", async () => {
    const { run_id } = await rita.create({ model: fluxRef });
    const before = replicate.predictions.length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => answer(ann, run_id, "approve")));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const lost of answers.filter(({ status }) => status !== 200))
      await problemOf(lost, "already_decided");
    await expect.poll(async () => (await ann.run(run_id)).current_step).toBe("response_review");
    expect(replicate.predictions.length).toBe(before + 1);
  });
});

describe("which question is answered", () => {
  test("an If-Match of another version is 412, of this one good", async () => {
    const { run_id, version } = await rita.create();
    await problemOf(
      await answer(ann, run_id, "approve", {}, { "if-match": `"${version - 1}"` }),
      "stale_review",
    );
    await problemOf(await answer(ann, run_id, "approve", {}, { "if-match": '"other"' }), "stale_review");
    await problemOf(await answer(ann, run_id, "approve", {}, { "if-match": "4" }), "validation_error");
    expect((await ann.run(run_id)).version).toBe(version);
    expect((await answer(ann, run_id, "approve", {}, { "if-match": `"${version}"` })).status).toBe(200);
  });

  test("an If-Match of another version stops a cancel as well", async () => {
    const { run_id, version } = await rita.create();
    await problemOf(
      await answer(rita, run_id, "cancel", {}, { "if-match": `"${version - 1}"` }),
      "stale_review",
    );
    expect((await ann.run(run_id)).status).toBe("awaiting_human");
    expect((await answer(rita, run_id, "cancel", {}, { "if-match": `"${version}"` })).status).toBe(200);
  });

  test("a token or a digest that is not the open question's is 412", async () => {
    const { run_id, approval_token, payload_digest } = await rita.create();
    const other = await rita.create({ prompt: "another" });
    for (const body of [
      { approval_token: "apt_made_up" },
      { approval_token: other.approval_token },
      { payload_digest: other.payload_digest },
      { payload_digest: "" },
      { approval_token, payload_digest: other.payload_digest },
    ]) {
      const problem = await problemOf(await answer(ann, run_id, "approve", body), "stale_review");
      expect(problem.status).toBe(412);
    }
    expect((await answer(ann, run_id, "approve", { approval_token, payload_digest })).status).toBe(200);
  });

  test("an answered question's token is told who answered, whatever is asked now", async () => {
    const { run_id, approval_token } = await rita.create();
    await ann.decide(run_id, "approve");
    const late = await problemOf(
      await answer(bob, run_id, "reject", { approval_token, reason: "no" }),
      "already_decided",
    );
    expect(late.decision).toMatchObject({ action: "approve", actor: { id: ann.id } });
    await ann.decide(run_id, "approve");
    await problemOf(await answer(bob, run_id, "reject", { approval_token, reason: "no" }), "already_decided");
  });

  test("a run that never asked is 409 with where it is", async () => {
    const { run_id, version } = await rita.create(auto);
    for (const [action, body] of [
      ["approve", {}],
      ["reject", { reason: "no" }],
      ["edit", { edits: { payload: { seed: 1 } } }],
      ["retry", {}],
      ["cancel", {}],
    ] as const) {
      const problem = await problemOf(await answer(ann, run_id, action, body), "invalid_state");
      expect(problem.current_state).toEqual({ status: "completed", step: "completed", version });
    }
  });

  test("a decision that the step does not take is 409", async () => {
    const { run_id } = await rita.create();
    const problem = await problemOf(await answer(ann, run_id, "retry"), "invalid_state");
    expect(problem.current_state).toMatchObject({ status: "awaiting_human", step: "payload_review" });
  });

  test("a run that is not there is 404", async () => {
    for (const action of ["approve", "reject", "edit", "retry", "cancel"]) {
      const body = { reject: { reason: "no" }, edit: { edits: { prompt: "x" } } }[action] ?? {};
      await problemOf(await answer(ann, "run_nope", action, body), "run_not_found");
      await problemOf(await answer(ann, "%00", action, body), "not_found");
    }
  });
});

describe("approving", () => {
  test("keeps the body's actor as on whose behalf, never as who", async () => {
    const { run_id } = await rita.create();
    const { decisions } = await ann.decide(run_id, "approve", { actor: { id: "boss" }, message: " fine " });
    expect(decisions).toMatchObject([
      { actor: { kind: "api_key", id: ann.id }, on_behalf_of: { id: "boss" }, message: "fine" },
    ]);
  });

  test("open errors are 422 and named; acknowledged with a reason they pass", async () => {
    const { run_id, version } = await rita.create(flawed);
    for (const body of [
      {},
      { acknowledge_issues: true },
      { acknowledge_issues: true, message: "  " },
      { message: "go" },
    ]) {
      const problem = await problemOf(await answer(ann, run_id, "approve", body), "unresolved_issues");
      expect(problem.status).toBe(422);
      expect(problem.errors).toMatchObject([{ pointer: "/width" }]);
    }
    expect((await ann.run(run_id)).version).toBe(version);
    const passed = await ann.decide(run_id, "approve", {
      acknowledge_issues: true,
      message: "the model takes it",
    });
    expect(passed.decisions).toMatchObject([{ message: "the model takes it" }]);
    expect(passed.current_step).not.toBe("payload_review");
  });

  test("answers at once, or with Prefer: wait when the run rests again", async () => {
    replicate.nextPredictions({ ends: "held" });
    const { run_id } = await rita.create({ model: fluxRef });
    const created = replicate.requests.filter(({ route }) => route === "create_prediction").length;
    const at = await runOf(await answer(ann, run_id, "approve"));
    expect(at).toMatchObject({ status: "running", current_step: "api_call" });
    await replicate.received("create_prediction", created + 1);
    replicate.finish(replicate.predictions.at(-1)?.id ?? "");
    await expect.poll(async () => (await ann.run(run_id)).status, { timeout: 30_000 }).toBe("awaiting_human");
    expect((await ann.decide(run_id, "approve")).status).toBe("completed");
  });
});

describe("editing", () => {
  test("takes at each step what is still ahead of it, and refuses the rest by name", async () => {
    const every = { prompt: "x", attachments: [], payload: {}, response: "x", model: "sandbox:sandbox/text" };
    const allowed: Record<string, string[]> = {
      information_review: ["prompt", "attachments", "model"],
      payload_review: ["payload"],
      response_review: ["response"],
    };
    const all = {
      hitl_config: { policy: "require_human" as const, allowed_steps: Object.keys(allowed) as never },
    };
    let run = await rita.create(all);
    for (const [step, keys] of Object.entries(allowed)) {
      expect(run.current_step).toBe(step);
      for (const [key, value] of Object.entries(every).filter(([name]) => !keys.includes(name))) {
        const problem = await problemOf(
          await answer(ann, run.run_id, "edit", {
            approval_token: run.approval_token,
            edits: { [key]: value },
          }),
          "validation_error",
        );
        expect(problem.errors).toEqual([
          {
            pointer: `/edits/${key}`,
            message: expect.stringContaining(keys.join(", ")),
            said: { code: "fault_not_editable", values: { step, allowed: expect.arrayContaining(keys) } },
          },
        ]);
      }
      run = await ann.decide(run.run_id, "approve");
    }
    expect(run.status).toBe("completed");
  });

  test("at information_review goes forward with the new prompt, attachments and model", async () => {
    const run = await rita.create(atInformation);
    expect(run.current_step).toBe("information_review");
    const attachments = ["data:image/png;base64,AAAA"];
    const edits = { prompt: "a blue boat", attachments, model: fluxRef };
    const edited = await ann.decide(run.run_id, "edit", { edits });
    expect(edited).toMatchObject({
      status: "awaiting_human",
      current_step: "payload_review",
      prompt: "a blue boat",
      attachments: [{ url: attachments[0] }],
      provider: "replicate",
      model: "black-forest-labs/flux-schnell",
      suggested_payload: { prompt: "a blue boat" },
    });
    expect(edited.decisions).toMatchObject([{ action: "edit", step: "information_review" }]);
    const again = await rita.create({ ...atInformation, prompt: "x" });
    const done = await ann.decide(again.run_id, "edit", { edits: { prompt: "a green hill" } });
    expect((await ann.decide(done.run_id, "approve")).suggested_payload).toMatchObject({
      prompt: "a green hill",
    });
  });

  test("another kind of model makes another kind of run", async () => {
    const run = await rita.create(atInformation);
    const edited = await ann.decide(run.run_id, "edit", { edits: { model: "sandbox:sandbox/text" } });
    expect(edited.operation_type).toBe("text_generation");
    expect(edited.capabilities?.inputs.map(({ field }) => field)).toContain("max_words");
    const page = await (await ann.get(`${runs}?operation_type=text_generation`)).json();
    expect(page.data).toMatchObject([{ run_id: run.run_id }]);
  });

  test("without approval, looks at the new request again and asks anew", async () => {
    const run = await rita.create({
      prompt: "write to jane.doe@example.com",
      hitl_config: { policy: "auto_with_thresholds" },
    });
    const edits = { prompt: "Mickey Mouse" };
    const edited = await ann.decide(run.run_id, "edit", { edits, approve: false });
    expect(edited).toMatchObject({
      status: "awaiting_human",
      current_step: "information_review",
      prompt: "Mickey Mouse",
    });
    expect(edited.approval_token).not.toBe(run.approval_token);
    expect(edited.policy_trace.filter(({ rule }) => rule === "safety_flags").at(-1)).toMatchObject({
      measured: ["copyright"],
    });
    expect(edited.message).not.toBe(run.message);
  });

  test("a model that the catalogue does not have is 404, and the run keeps waiting", async () => {
    const { run_id, version } = await rita.create(atInformation);
    await problemOf(
      await answer(ann, run_id, "edit", { edits: { model: "replicate:no/body" } }),
      "not_found",
    );
    await problemOf(await answer(ann, run_id, "edit", { edits: { model: "nonsense" } }), "validation_error");
    expect((await ann.run(run_id)).version).toBe(version);
  });

  test("takes no prompt and no attachment that a create would refuse", async () => {
    const { run_id } = await rita.create(atInformation);
    for (const edits of [
      { prompt: "" },
      { prompt: "  \n" },
      { prompt: "x".repeat(20_001) },
      { attachments: ["javascript:alert(1)"] },
      { attachments: [""] },
      { attachments: [{ url: "ftp://example.com/a.png" }] },
    ]) {
      await problemOf(await answer(ann, run_id, "edit", { edits }), "validation_error");
    }
  });

  test("at payload_review is exactly what the provider receives", async () => {
    const run = await rita.create({ model: fluxRef });
    const patch = { aspect_ratio: "16:9", seed: 7, output_quality: null };
    const edited = await ann.decide(run.run_id, "edit", { edits: { payload: patch } });
    expect(edited).toMatchObject({
      current_step: "response_review",
      suggested_payload: { aspect_ratio: "16:9", seed: 7 },
    });
    expect(edited.suggested_payload).not.toHaveProperty("output_quality");
    expect(replicate.predictions.at(-1)?.input).toEqual(edited.suggested_payload);
    expect(edited.attempts).toMatchObject([
      { payload_digest: edited.payload_digest, payload_revision: edited.payload_revision },
    ]);
    expect(edited.payload_digest).not.toBe(run.payload_digest);
    expect(edited.decisions).toMatchObject([{ action: "edit", payload_digest: edited.payload_digest }]);
  });

  test("with approve: false is kept as a revision and asked again", async () => {
    const run = await rita.create();
    const edited = await ann.decide(run.run_id, "edit", { edits: { payload: { seed: 3 } }, approve: false });
    expect(edited).toMatchObject({
      status: "awaiting_human",
      current_step: "payload_review",
      payload_revision: (run.payload_revision ?? 0) + 1,
      suggested_payload: { seed: 3 },
    });
    const signed = { approval_token: edited.approval_token, payload_digest: edited.payload_digest };
    expect(await ann.decide(run.run_id, "approve", signed)).toMatchObject({ suggested_payload: { seed: 3 } });
  });

  test("that leaves errors is kept and keeps waiting, and editing them away goes on", async () => {
    const run = await rita.create();
    const worse = await ann.decide(run.run_id, "edit", { edits: { payload: { width: 1, style: "nope" } } });
    expect(worse).toMatchObject({ status: "awaiting_human", suggested_payload: { width: 1 } });
    expect(worse.validation_issues.filter(({ severity }) => severity === "error")).toHaveLength(2);
    const { approval_token } = worse;
    await problemOf(await answer(ann, run.run_id, "approve", { approval_token }), "unresolved_issues");
    const better = await ann.decide(run.run_id, "edit", { edits: { payload: { width: 512, style: null } } });
    expect(better.current_step).toBe("response_review");
  });

  test("of the answer is what is released, and no second call is made", async () => {
    const run = await rita.create({ model: fluxRef });
    await ann.decide(run.run_id, "approve");
    const before = replicate.predictions.length;
    const empty = await ann.decide(run.run_id, "edit", { edits: { response: "" } });
    expect(empty).toMatchObject({ status: "awaiting_human", validation_issues: [{ severity: "error" }] });
    const done = await ann.decide(run.run_id, "edit", { edits: { response: { said: ["better"] } } });
    expect(done).toMatchObject({ status: "completed", result: { said: ["better"] } });
    expect(replicate.predictions.length).toBe(before);
  });

  test("must edit something", async () => {
    const { run_id } = await rita.create();
    await problemOf(await answer(ann, run_id, "edit", { edits: {} }), "validation_error");
    await problemOf(await answer(ann, run_id, "edit", {}), "validation_error");
    const problem = await problemOf(
      await answer(ann, run_id, "edit", { edits: { prmpt: "x" } }),
      "validation_error",
    );
    expect(problem.errors?.[0]).toMatchObject({ pointer: "/edits/prmpt" });
  });
});

describe("rejecting and cancelling", () => {
  test("a client need not say why it rejects", async () => {
    for (const body of [{}, { reason: null }, { reason: "   " }]) {
      const run = await ann.decide((await rita.create()).run_id, "reject", body);
      expect(run).toMatchObject({ status: "cancelled", decisions: [{ action: "reject", message: null }] });
    }
  });

  test("a rejection ends the run with its reason", async () => {
    const { run_id } = await rita.create();
    const run = await ann.decide(run_id, "reject", { reason: "not today" });
    expect(run).toMatchObject({
      status: "cancelled",
      current_step: "payload_review",
      result: null,
      actions_required: [],
    });
    expect(run.decisions).toMatchObject([{ action: "reject", message: "not today" }]);
    expect(run.completed_at).not.toBeNull();
  });

  test("its owner may cancel a run, a stranger does not find it, and then it is over", async () => {
    const { run_id } = await rita.create();
    await problemOf(await answer(rob, run_id, "cancel"), "run_not_found");
    const run = await rita.decide(run_id, "cancel", { reason: "changed my mind" });
    expect(run).toMatchObject({ status: "cancelled", message: expect.stringContaining("changed my mind") });
    const problem = await problemOf(await answer(rita, run_id, "cancel"), "invalid_state");
    expect(problem.current_state).toMatchObject({ status: "cancelled" });
    await problemOf(await answer(ann, run_id, "approve"), "invalid_state");
  });

  test("cancelling stops the call at the provider", async () => {
    replicate.nextPredictions({ ends: "held" });
    const created = replicate.requests.filter(({ route }) => route === "create_prediction").length;
    const { run_id } = await runOf(
      await rita.post(runs, { prompt: "x", model: fluxRef, ...auto }, { prefer: "wait=0" }),
    );
    await replicate.received("create_prediction", created + 1);
    await expect.poll(async () => (await rita.run(run_id)).attempts[0]?.state).toBe("submitted");
    expect((await rita.decide(run_id, "cancel")).status).toBe("cancelled");
    await replicate.received("cancel_prediction");
    expect(replicate.predictions.at(-1)?.status).toBe("canceled");
  });
});

describe("who decides", () => {
  test("a requester may not, not even on a run of their own", async () => {
    const { run_id, version } = await rita.create();
    for (const [action, body] of [
      ["approve", {}],
      ["reject", { reason: "no" }],
      ["edit", { edits: { payload: {} } }],
      ["retry", {}],
    ] as const) {
      await problemOf(await answer(rita, run_id, action, body), "forbidden");
    }
    expect((await ann.run(run_id)).version).toBe(version);
  });
});
