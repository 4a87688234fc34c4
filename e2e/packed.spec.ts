import { execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { packCommand } from "@/scripts/pack/command.mjs";
import { freePort } from "./support/server";

const run = promisify(execFile);
const distDir = process.env.NEXT_DIST_DIR ?? ".next";

test("the packed command starts a desk in an empty folder, and asks it for a picture", async () => {
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), "countersign-packed-"));
  const desk = join(folder, "desk");
  mkdirSync(desk);
  await packCommand(folder);
  const [archive = ""] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  // It needs no other package, so no registry is asked.
  await run("npm", ["install", "--prefix", folder, "--offline", join(folder, archive)]);
  // What `npm ci` and the build would make of it stands in this checkout.
  for (const made of ["node_modules", distDir]) {
    symlinkSync(resolve(made), join(folder, "node_modules/countersign/desk", made));
  }

  const port = await freePort();
  const key = "an-admin-key-for-the-packed-desk-0123456789";
  const env = {
    ...process.env,
    PORT: String(port),
    COUNTERSIGN_CACHE: join(folder, "cache"),
    COUNTERSIGN_URL: `http://127.0.0.1:${port}`,
    COUNTERSIGN_KEY: key,
    BOOTSTRAP_API_KEY: key,
  };
  const command = join(folder, "node_modules/.bin/countersign");
  const serving = spawn(command, ["up"], { cwd: desk, env });
  try {
    await new Promise<void>((resolve, reject) => {
      let printed = "";
      const read = (part: Buffer) => {
        printed += part.toString();
        if (printed.includes("is ready at")) resolve();
      };
      serving.stdout.on("data", read);
      serving.stderr.on("data", read);
      serving.once("close", (code) => reject(new Error(`It ended with ${code}:\n${printed}`)));
    });
    const create = ["runs", "create", "--model", "sandbox:sandbox/image", "--prompt", "a red bicycle"];
    await run(command, [...create, "--policy", "auto", "--save", "pictures"], { cwd: desk, env });
    expect(readdirSync(join(desk, "pictures"))).toHaveLength(1);
    expect(existsSync(join(desk, "data/countersign.db"))).toBe(true);
  } finally {
    serving.kill("SIGTERM");
    await new Promise((resolve) => serving.once("close", resolve));
    rmSync(folder, { recursive: true });
  }
});
