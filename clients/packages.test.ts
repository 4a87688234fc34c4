import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseJson } from "@/lib/contracts/json-text";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { serve } from "@/lib/testing/serve";
import { packClient, writeContract } from "@/scripts/pack/client.mjs";
import { ensureGenerators, generator } from "@/scripts/pack/generators.mjs";

const folder = scratchFolder("countersign-generated-");
const contract = join(folder, "openapi.json");
const { app, ann, fetch: reach } = await testApi();
const run = promisify(execFile);
const url = await serve(reach);

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

test("the packed client's own example compiles in another project, and gets its picture", async () => {
  const project = join(folder, "project");
  mkdirSync(project);
  await packClient(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const { version } = JSON.parse(readFileSync("clients/typescript/package.json", "utf8"));
  const archive = `./countersign-client-${version}.tgz`;
  await run("npm", ["install", archive, "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: project });
  const { authorization, id: keyId } = await testKey(app, "requester");
  const example = /```ts\n([^`]*)```/.exec(readFileSync("clients/typescript/README.md", "utf8"))?.[1] ?? "";
  writeFileSync(join(project, "example.ts"), example);
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    typeRoots: [join(process.cwd(), "node_modules/@types")],
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["example.ts"] }));
  await generator("tsc", ["--project", project]);

  const COUNTERSIGN_KEY = authorization.replace("Bearer ", "");
  const env = { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_KEY };
  const ended = run(process.execPath, ["example.js"], { cwd: project, env });
  for (const step of ["payload_review", "response_review"] as const) {
    const asked = () => app.db.prisma.run.findFirst({ where: { ownerId: keyId, step } });
    await expect.poll(asked, { timeout: 30_000 }).not.toBeNull();
    await ann.decide((await asked())?.id ?? "", "approve");
  }
  expect(await ended).toEqual({ stdout: "", stderr: "" });
  expect(statSync(join(project, "bicycle.png")).size).toBeGreaterThan(1000);
}, 300_000);

test("what is built on the client is typed as strictly as the rest", async () => {
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "clients"]);
});
