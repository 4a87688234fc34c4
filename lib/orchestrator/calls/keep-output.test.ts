import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { type S3Server, startS3Server } from "@/lib/testing/s3/server";
import { openArtifact } from "../reading/open-artifact";

let s3: S3Server;
beforeAll(async () => {
  s3 = await startS3Server();
});
afterAll(() => s3.close());

const auto = { hitl_config: { policy: "auto" as const } };
const quick = { artifactWait: { least: 10, most: 20 } };
const down = { kind: "status", status: 503 } as const;

async function firstOutput(world: TestEngine, id: string) {
  return openArtifact(world.context, reviewerAnn, { id, index: 0 });
}

describe("an output file", () => {
  it("that cannot be read yet is tried again in later runs of the job, and kept", async () => {
    await using world = await TestEngine.start({ limits: quick });
    world.replicate.nextAnswers(
      "file",
      down,
      { kind: "half" },
      {
        kind: "drop",
        accepted: false,
      },
    );
    const run = await world.create(auto);
    expect(run).toMatchObject({ status: "completed", issues: [] });
    expect(world.calls).toBe(1);
    const file = await firstOutput(world, run.run_id);
    expect(file.bytes).toBeGreaterThan(100);
  });

  it("that cannot be had in time is an error that the run shows, and no half of it is left", async () => {
    await using world = await TestEngine.start({ limits: { ...quick, artifactPatience: 100 } });
    world.replicate.nextAnswers("file", ...Array.from({ length: 100 }, () => down));
    const run = await world.create(auto);
    expect(run).toMatchObject({ status: "awaiting_human", step: "response_review" });
    expect(run.issues).toMatchObject([{ pointer: "/outputs/0", severity: "error" }]);
    expect(run.issues[0]?.issue).toContain("Output 1 could not be kept: Replicate answered 503");
    await expect(firstOutput(world, run.run_id)).rejects.toThrow("has no output 0");
  });

  it("that is gone, too large or empty is told at once", async () => {
    await using world = await TestEngine.start({ limits: { artifactBytes: 10 } });
    world.replicate.nextAnswers("file", { kind: "status", status: 404 });
    const gone = await world.create(auto);
    expect(gone.issues[0]?.issue).toContain("could not be kept: The output file is gone");
    const large = await world.create(auto);
    expect(large.issues[0]?.issue).toBe("Output 1 could not be kept: The file is larger than 10 bytes");
    world.replicate.nextPredictions({ output: ["data:image/png;base64,"] });
    const empty = await world.create(auto);
    expect(empty.issues.map(({ issue }) => issue)).toContain(
      "Output 1 could not be kept: the output file is empty",
    );
  });

  it("is kept in the bucket when there is one, though the bucket is busy first", async () => {
    await using world = await TestEngine.start({ limits: quick, s3: s3.settings });
    s3.failNext(4);
    const run = await world.create(auto);
    expect(run).toMatchObject({ status: "completed", issues: [] });
    const key = `${run.run_id}/1/0`;
    const file = await firstOutput(world, run.run_id);
    expect(s3.objects.get(key)?.length).toBe(file.bytes);
    const head = await new Response(await file.read({ start: 0, end: 3 })).arrayBuffer();
    expect(Buffer.from(head)).toEqual(s3.objects.get(key)?.subarray(0, 4));
  });

  it("does not say where it could not be written", async () => {
    await using world = await TestEngine.start({ limits: { ...quick, artifactPatience: 50 } });
    const full = Object.assign(new Error("ENOSPC: no space left, write '/data/x'"), { code: "ENOSPC" });
    world.context.artifacts.put = () => Promise.reject(full);
    const run = await world.create(auto);
    expect(run.issues[0]?.issue).toBe("Output 1 could not be kept: the storage is full");
  });
});
