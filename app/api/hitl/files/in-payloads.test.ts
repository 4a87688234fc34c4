import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { FileView } from "@/lib/contracts/files";
import { parseJson } from "@/lib/contracts/json-text";
import type { Run } from "@/lib/contracts/run";
import { type Client, problemOf, testApi, wanted } from "@/lib/testing/api";

const { app, replicate, rita, rob, ann, ada } = await testApi();
const schema = {
  components: {
    schemas: {
      Input: {
        type: "object",
        required: ["image"],
        properties: {
          prompt: { type: "string", title: "Prompt" },
          image: { type: "string", format: "uri", title: "Image" },
          more: { type: "array", items: { type: "string", format: "uri" } },
        },
      },
      Output: { type: "string", format: "uri" },
    },
  },
};
replicate.addModel({ name: "acme/eyes", version: "v1", openapiSchema: schema });
const eyes = {
  agent_tool_config: {
    "replicate-agent-tool": {
      data: {
        name: "acme/eyes",
        latest_version: "v1",
        example_input: { prompt: "x", image: "https://files.test/a.png" },
        openapi_schema: schema,
      },
    },
  },
};
const reviewed = {
  ...eyes,
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};

/** A picture of its own each time, by its first bytes. */
const picture = () =>
  Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), Buffer.from(randomUUID())]);

async function upload(who: Client, bytes: Buffer = picture(), name = "photo.png"): Promise<FileView> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(bytes)]), name);
  return (await who.send("POST", "/api/hitl/files", { body })).json();
}

const refTo = ({ id: $file, sha256, name, url }: FileView) => ({ $file, sha256, name, url });
const payloadOf = (run: Run) => parseJson(JSON.stringify(run.suggested_payload));

test("an id, an address and a link all stand as the file by its digest, are signed so, and go up before the call", async () => {
  const bytes = picture();
  const file = await upload(rita, bytes);
  const link = await (await rita.post("/api/hitl/links", { file_id: file.id })).json();
  const second = await upload(rita);
  for (const named of [file.id, file.url, link.url, `http://localhost:3000${file.url}`]) {
    const run = await rita.create({
      ...reviewed,
      attachments: [named],
      edits: { payload: { more: [second.id, { $file: second.id }] } },
    });
    expect(run.attachments).toEqual([{ url: refTo(file) }]);
    expect(payloadOf(run)).toMatchObject({ image: refTo(file), more: [refTo(second), refTo(second)] });
    expect(run.validation_issues).toEqual([]);
  }
  const run = await rita.create({ ...reviewed, attachments: [file.id] });
  const before = replicate.uploads.length;
  const done = await ann.decide(run.run_id, "approve");
  expect(done.status).toBe("completed");
  const [sent, ...others] = replicate.uploads.slice(before);
  expect(others).toEqual([]);
  expect(sent?.bytes.equals(bytes)).toBe(true);
  expect(sent).toMatchObject({ name: "photo.png", contentType: "image/png" });
  const call = replicate.predictions.at(-1);
  expect(call?.input.image).toBe(sent?.url);
  const body = await app.db.prisma.attemptBody.findFirstOrThrow({ where: { runId: run.run_id } });
  const log = await (await ada.get(`/api/hitl/runs/${run.run_id}/evidence`)).text();
  expect(log).toContain(body.digest);
  expect(log).toContain(file.sha256);
});

test("a reviewer sees the file of a run, and nobody else does", async () => {
  const file = await upload(rita);
  await problemOf(await ann.get(file.url), "not_found");
  await rita.create({ ...reviewed, attachments: [file.id] });
  expect((await ann.get(file.url)).status).toBe(200);
  await problemOf(await rob.get(file.url), "not_found");
  await problemOf(await rita.send("DELETE", file.url), "conflict");
});

test("somebody else's file is refused in the same words as one that does not exist", async () => {
  const file = await upload(rita);
  const none = "file_00000000000000000000";
  const details = [];
  for (const named of [file.id, none, { $file: file.id }, file.url]) {
    const asked = wanted({ ...reviewed, edits: { payload: { image: named } } });
    const problem = await problemOf(await rob.post("/api/hitl/runs", asked), "validation_error");
    details.push(problem.errors?.[0]?.message);
    expect(problem.errors?.[0]?.pointer).toBe("/edits/payload/image");
    await problemOf(await rob.post("/api/hitl/preview", asked), "validation_error");
  }
  expect(new Set(details).size).toBe(1);
  const changed = { ...refTo(file), sha256: createHash("sha256").update("other").digest("hex") };
  const asked = wanted({ ...reviewed, edits: { payload: { image: changed } } });
  await problemOf(await rita.post("/api/hitl/runs", asked), "validation_error");
});

test("no schema and no example of a stranger's brings in a file that its asker may not name", async () => {
  const file = await upload(rita);
  const hidden = structuredClone(reviewed);
  const data = hidden.agent_tool_config["replicate-agent-tool"].data;
  Object.assign(data.openapi_schema.components.schemas.Input.properties.image, { default: refTo(file) });
  data.example_input = { prompt: "x", image: "" };
  const run = await rob.create({ ...hidden, edits: { payload: { image: null } } });
  await rob.get(file.url).then((response) => problemOf(response, "not_found"));
  expect(await app.db.prisma.fileUse.count({ where: { runId: run.run_id } })).toBe(0);
});

test("a reviewer puts a file of theirs in its place, and the difference is one file for another", async () => {
  const [old, next] = [await upload(rita), await upload(ann, picture(), "better.png")];
  const run = await rita.create({ ...reviewed, attachments: [old.id] });
  const edited = await ann.decide(run.run_id, "edit", {
    edits: { payload: { image: next.id } },
    approve: false,
  });
  expect(payloadOf(edited)).toMatchObject({ image: refTo(next) });
  const revision = await (
    await ann.get(
      `/api/hitl/runs/${run.run_id}/revisions/${edited.payload_revision}?diff_from=${run.payload_revision}`,
    )
  ).json();
  expect(revision.diff).toEqual([{ op: "replace", pointer: "/image", from: refTo(old), to: refTo(next) }]);
  expect((await ann.decide(run.run_id, "approve")).status).toBe("completed");
  expect(replicate.uploads.at(-1)?.name).toBe("better.png");
  // Who asked sees what was sent for them.
  expect((await rita.get(next.url)).status).toBe(200);
});

test("bytes that changed after they were signed stop the call", async () => {
  const file = await upload(rita);
  const run = await rita.create({ ...reviewed, attachments: [file.id] });
  const { storageKey } = await app.db.prisma.keptBytes.findUniqueOrThrow({ where: { sha256: file.sha256 } });
  const other = new Blob([new Uint8Array(picture())]).stream();
  await app.engine.context.artifacts.put(storageKey, other, 1_000_000);
  const verified = await ada.post("/api/hitl/audit/verify", { run_id: run.run_id });
  expect(JSON.stringify(await verified.json())).toContain("other bytes than were signed");
  const calls = replicate.predictions.length;
  const back = await ann.decide(run.run_id, "approve");
  expect(back).toMatchObject({ status: "awaiting_human", current_step: "payload_review" });
  expect(JSON.stringify(back.validation_issues)).toContain("not the one that was signed");
  expect(replicate.predictions.length).toBe(calls);
});

test("a file that went before it was sent is no sign of tampering, one that was sent and is gone is", async () => {
  const { prisma } = app.db;
  const verdict = async (run_id: string) => {
    const body = await (await ada.post("/api/hitl/audit/verify", { run_id })).json();
    return body.intact;
  };
  const gone = async ({ id: fileId }: FileView) => {
    await prisma.fileUse.deleteMany({ where: { fileId } });
    await prisma.uploadedFile.delete({ where: { id: fileId } });
  };
  const file = await upload(rita);
  const { run_id } = await rita.create({ ...reviewed, attachments: [file.id] });
  await gone(file);
  expect(await verdict(run_id)).toBe(true);
  expect(await ann.decide(run_id, "approve")).toMatchObject({ status: "awaiting_human" });

  const sent = await upload(rita);
  const run = await rita.create({ ...reviewed, attachments: [sent.id] });
  expect((await ann.decide(run.run_id, "approve")).status).toBe("completed");
  expect(await verdict(run.run_id)).toBe(true);
  await gone(sent);
  expect(await verdict(run.run_id)).toBe(false);
});

test("nothing is uploaded for a call that is not to be made: its model changed since it was reviewed", async () => {
  const file = await upload(rita);
  replicate.addModel({ name: "acme/shifting", version: "s1", official: true, openapiSchema: schema });
  const { data } = reviewed.agent_tool_config["replicate-agent-tool"];
  const run = await rita.create({
    ...reviewed,
    agent_tool_config: {
      "replicate-agent-tool": { data: { ...data, name: "acme/shifting", latest_version: null } },
    },
    attachments: [file.id],
  });
  const { Input, Output } = schema.components.schemas;
  const properties = { ...Input.properties, strength: { type: "number" } };
  replicate.addModel({
    name: "acme/shifting",
    version: "s2",
    official: true,
    openapiSchema: { components: { schemas: { Input: { ...Input, properties }, Output } } },
  });
  const before = replicate.uploads.length;
  const back = await ann.decide(run.run_id, "approve");
  expect(back).toMatchObject({ status: "awaiting_human", current_step: "payload_review" });
  expect(replicate.uploads.length).toBe(before);
});

test("a lost answer is found by the very addresses that were sent, and nothing is called twice", async () => {
  const file = await upload(rita);
  const run = await rita.create({ ...reviewed, attachments: [file.id] });
  const calls = replicate.predictions.length;
  replicate.nextAnswers("create_prediction", { kind: "drop", accepted: true });
  const done = await ann.decide(run.run_id, "approve");
  expect(done.status).toBe("completed");
  expect(replicate.predictions.length).toBe(calls + 1);
});

test("an upload that fails is tried again, and what arrived is not sent twice", async () => {
  const file = await upload(rita);
  const run = await rita.create({ ...reviewed, attachments: [file.id] });
  const [calls, uploads] = [replicate.predictions.length, replicate.uploads.length];
  replicate.nextAnswers("create_file", { kind: "status", status: 503 });
  replicate.nextAnswers("create_prediction", { kind: "status", status: 429, retryAfter: 1 });
  const done = await ann.decide(run.run_id, "approve");
  expect(done.status).toBe("completed");
  expect(replicate.predictions.length).toBe(calls + 1);
  expect(replicate.uploads.length).toBe(uploads + 1);
});

test("an output is the next run's input by its address and by its link, and stays when its run is erased", async () => {
  const first = await rita.create({ hitl_config: { policy: "auto" } });
  const { url = "" } = first.outputs[0] ?? {};
  const whole = Buffer.from(await (await rita.get(url)).arrayBuffer());
  const link = await (await rita.post("/api/hitl/links", { run_id: first.run_id, index: 0 })).json();
  const [one, two] = [
    await rita.create({ ...reviewed, attachments: [url] }),
    await rob.create({ ...reviewed, attachments: [link.url] }),
  ];
  const sha256 = createHash("sha256").update(whole).digest("hex");
  for (const run of [one, two])
    expect(payloadOf(run)).toMatchObject({ image: { sha256, name: `${first.run_id}-0.png` } });
  await problemOf(
    await rob.post("/api/hitl/runs", wanted({ ...reviewed, attachments: [url] })),
    "validation_error",
  );
  await ada.delete(`/api/hitl/runs/${first.run_id}/documents`, { why: "asked" });
  expect((await ann.decide(one.run_id, "approve")).status).toBe("completed");
  expect(replicate.uploads.at(-1)?.bytes.equals(whole)).toBe(true);
});

test("a fork keeps the files of its parent", async () => {
  const file = await upload(rita);
  const run = await rita.create({ ...reviewed, attachments: [file.id] });
  const response = await ann.post(`/api/hitl/runs/${run.run_id}/fork`, {}, { prefer: "wait=15" });
  const fork: Run = await response.json();
  expect(payloadOf(fork)).toMatchObject({ image: refTo(file) });
  expect((await ann.decide(fork.run_id, "approve")).status).toBe("completed");
});

test("the sandbox is told where the file is, and fetches nothing", async () => {
  const file = await upload(rita);
  const run = await rita.create({ hitl_config: { policy: "auto" }, edits: { payload: { image: file.id } } });
  expect(run.status).toBe("completed");
});
