import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { tsImport } from "tsx/esm/api";
import { run, runOrThrow } from "../setup/run.mjs";
import { ensureGenerators, generator } from "./generators.mjs";

const folder = "clients/typescript";

/** The wire contract as a file. @param {string} path */
export async function writeContract(path) {
  /** @type {import("../../lib/http/openapi/document.ts")} */
  const { openapiDocument } = await tsImport("../../lib/http/openapi/document.ts", import.meta.url);
  writeFileSync(path, JSON.stringify(openapiDocument()));
}

/** Builds the typed client: its types from the wire contract, then what a package holds. */
export async function buildClient() {
  await ensureGenerators();
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  mkdirSync(`${folder}/dist`, { recursive: true });
  await writeContract(`${folder}/dist/openapi.json`);
  await generator("openapi-typescript", [
    `${folder}/dist/openapi.json`,
    "--output",
    `${folder}/src/schema.ts`,
  ]);
  rmSync(`${folder}/dist/openapi.json`);
  const code = await run(process.execPath, ["node_modules/typescript/bin/tsc", "--project", folder]);
  if (code !== 0) throw new Error("The client does not compile; the lines above say where.");
}

/**
 * Packs the client as it would be published.
 * @param {string} into a folder
 */
export async function packClient(into) {
  await buildClient();
  const stage = `${into}/stage-client`;
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const part of ["package.json", "README.md", "dist"]) {
    cpSync(`${folder}/${part}`, `${stage}/${part}`, { recursive: true });
  }
  cpSync("LICENSE", `${stage}/LICENSE`);
  await packStage(stage, into);
}

/**
 * @param {string} stage
 * @param {string} into
 */
export async function packStage(stage, into) {
  await runOrThrow("npm", ["pack", resolve(stage), "--pack-destination", into, "--loglevel", "error"], {
    quiet: true,
    failure: "npm pack failed; it says why above.",
  });
  rmSync(stage, { recursive: true });
}
