import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { FileView } from "@/lib/contracts/files";
import { problemOf, testApi } from "@/lib/testing/api";

const { app, replicate, rita, ann, nobody } = await testApi();
const schema = {
  components: {
    schemas: {
      Input: {
        type: "object",
        required: ["video"],
        properties: { video: { type: "string", format: "uri" } },
      },
      Output: { type: "string", format: "uri" },
    },
  },
};
replicate.addModel({ name: "acme/film", version: "v1", openapiSchema: schema });
const film = {
  agent_tool_config: {
    "replicate-agent-tool": {
      data: {
        name: "acme/film",
        latest_version: "v1",
        example_input: { video: "https://files.test/a.mp4" },
        openapi_schema: schema,
      },
    },
  },
  hitl_config: { policy: "require_human" as const, allowed_steps: ["payload_review" as const] },
};
const megabyte = 1024 * 1024;

/** An MP4 by its first bytes. */
function filmOf(bytes: number): Buffer {
  const whole = Buffer.alloc(bytes, "film");
  Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "latin1").copy(whole);
  return whole;
}

test("a film of 60 MB is an input, its output the next run's input, and its link shows it until it ends", async () => {
  const whole = filmOf(60 * megabyte);
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(whole)]), "holiday.mp4");
  const uploaded: FileView = await (await rita.send("POST", "/api/hitl/files", { body: form })).json();
  expect(uploaded).toMatchObject({ content_type: "video/mp4", bytes: whole.length });

  const first = await rita.create({ ...film, attachments: [uploaded.id] });
  expect(first.suggested_payload).toMatchObject({ video: { $file: uploaded.id, sha256: uploaded.sha256 } });
  replicate.nextPredictions({ output: `${replicate.origin}/files/one/colder.mp4` });
  const one = await ann.decide(first.run_id, "approve");
  expect(one.status).toBe("completed");
  expect(replicate.uploads.at(-1)?.bytes.equals(whole)).toBe(true);

  const asked = { run_id: first.run_id, index: 0, expires_in: 60 };
  const link = await (await rita.post("/api/hitl/links", asked)).json();
  const { pathname, search } = new URL(link.url);
  const second = await rita.create({ ...film, attachments: [link.url] });
  const output = Buffer.from(await (await rita.get(one.outputs[0]?.url ?? "")).arrayBuffer());
  const sha256 = createHash("sha256").update(output).digest("hex");
  expect(second.suggested_payload).toMatchObject({ video: { sha256 } });
  expect((await ann.decide(second.run_id, "approve")).status).toBe("completed");
  expect(replicate.uploads.at(-1)?.bytes.equals(output)).toBe(true);

  // As an <img> or a <video> asks: without a key, and for a part.
  const shown = await nobody.get(pathname + search);
  expect(shown.headers.get("content-disposition")).toMatch(/^inline/);
  const part = await nobody.get(pathname + search, { range: "bytes=0-3" });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 4]);

  const { context } = app.engine;
  const { clock } = context;
  context.clock = () => new Date(Date.parse(link.expires_at));
  await problemOf(await nobody.get(pathname + search), "forbidden");
  await problemOf(
    await rita.post("/api/hitl/runs", { prompt: "again", ...film, attachments: [link.url] }),
    "validation_error",
  );
  context.clock = clock;
}, 120_000);
