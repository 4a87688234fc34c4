import { execFile } from "node:child_process";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { serve } from "@/lib/testing/serve";
import { packClient } from "@/scripts/pack/client.mjs";
import { generator } from "@/scripts/pack/generators.mjs";

const run = promisify(execFile);
const folder = scratchFolder("countersign-packed-");
const { app, ann, fetch: reach } = await testApi();
const url = await serve(reach);
const { authorization, id: keyId } = await testKey(app, "requester");

beforeAll(async () => {
  await packClient(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const { version } = JSON.parse(readFileSync("clients/typescript/package.json", "utf8"));
  const archive = `./countersign-client-${version}.tgz`;
  await run("npm", ["install", archive, "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: folder });
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

test("what is built on the client is typed as strictly as the rest", async () => {
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "clients"]);
});

test("the packed client's own example compiles in another project, and gets its picture", async () => {
  const example = /```ts\n([^`]*)```/.exec(readFileSync("clients/typescript/README.md", "utf8"))?.[1] ?? "";
  writeFileSync(join(folder, "example.ts"), example);
  const compilerOptions = {
    strict: true,
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    typeRoots: [join(process.cwd(), "node_modules/@types")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["example.ts"] }));
  await generator("tsc", ["--project", folder]);

  const COUNTERSIGN_KEY = authorization.replace("Bearer ", "");
  const env = { ...process.env, COUNTERSIGN_URL: url, COUNTERSIGN_KEY };
  const ended = run(process.execPath, ["example.js"], { cwd: folder, env });
  for (const step of ["payload_review", "response_review"] as const) {
    const asked = () => app.db.prisma.run.findFirst({ where: { ownerId: keyId, step } });
    await expect.poll(asked, { timeout: 30_000 }).not.toBeNull();
    await ann.decide((await asked())?.id ?? "", "approve");
  }
  expect(await ended).toEqual({ stdout: "", stderr: "" });
  expect(statSync(join(folder, "bicycle.png")).size).toBeGreaterThan(1000);
});
