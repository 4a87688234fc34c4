import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseJson } from "@/lib/contracts/json-text";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { writeContract } from "@/scripts/pack/client.mjs";
import { ensureGenerators, generator } from "@/scripts/pack/generators.mjs";

const folder = scratchFolder("countersign-generated-");
const contract = join(folder, "openapi.json");
const { app, fetch: reach } = await testApi();

beforeAll(async () => {
  await ensureGenerators();
  await writeContract(contract);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What was generated compiles as strictly as a careful user would ask. */
async function compiles(part: string): Promise<void> {
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2022",
      lib: ["es2023", "dom", "dom.iterable"],
      types: [],
    },
    include: [part],
  };
  const path = join(folder, `tsconfig-${part}.json`);
  writeFileSync(path, JSON.stringify(config));
  await generator("tsc", ["--project", path]);
}

test("openapi-typescript's types compile", async () => {
  await generator("openapi-typescript", [contract, "--output", join(folder, "types/contract.ts")]);
  await compiles("types");
});

test("orval's client compiles", async () => {
  const config = join(folder, "orval.config.ts");
  const wanted = {
    input: { target: contract },
    output: { target: join(folder, "orval/client.ts"), client: "fetch" },
  };
  writeFileSync(config, `export default ${JSON.stringify({ countersign: wanted })};`);
  await generator("orval", ["--config", config]);
  await compiles("orval");
});

test("openapi-ts' client compiles, and takes a run from its request to its evidence", async () => {
  await generator("openapi-ts", ["--input", contract, "--output", join(folder, "openapi-ts")]);
  await compiles("openapi-ts");
  const module = join(folder, "client.mjs");
  await build({
    entryPoints: [join(folder, "openapi-ts/index.ts")],
    outfile: module,
    bundle: true,
    format: "esm",
  });
  // What it exports is what the generator made of the names of our operations.
  const { createRun, editRun, approveRun, getRun, getOutput, getEvidence } = await import(
    /* @vite-ignore */ module
  );
  const { authorization } = await testKey(app, "admin");
  const as = {
    baseUrl: "http://localhost:3000",
    fetch: reach,
    auth: authorization.replace("Bearer ", ""),
    throwOnError: true,
  };

  const body = {
    prompt: "a red bicycle on a quay",
    model: "sandbox:sandbox/image",
    hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
  };
  const { data: asked } = await createRun({ ...as, body, headers: { Prefer: "wait=10" } });
  const path = { id: asked.run_id };
  const patch = { edits: { payload: { prompt: "a blue bicycle on a quay" } }, approve: false };
  const { data: edited } = await editRun({
    ...as,
    path,
    body: { ...patch, approval_token: asked.approval_token },
  });
  const { approval_token } = edited;
  await approveRun({ ...as, path, body: { approval_token }, headers: { Prefer: "wait=30" } });
  const { data: over } = await getRun({ ...as, path });
  expect([over.status, over.suggested_payload.prompt]).toEqual(["completed", "a blue bicycle on a quay"]);
  const { data: picture } = await getOutput({ ...as, path: { ...path, index: 0 }, parseAs: "blob" });
  expect(picture.type).toMatch(/^image\//);
  const { data: pack } = await getEvidence({ ...as, path, parseAs: "text" });
  expect(parseJson(String(pack).split("\n")[0] ?? "")).toMatchObject({ run_id: asked.run_id });
});
