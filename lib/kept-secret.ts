import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A secret that the environment does not give, 32 bytes in Base64: made once and kept in a file of `dataDir` for its
 * owner alone, so that a restart finds it again.
 * @throws Error with a sentence that names the folder when nothing can be kept there
 */
export function keptSecret(dataDir: string, name: "secret" | "secrets-key" | "signing-key"): string {
  try {
    return readOrMake(dataDir, name);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`DATA_DIR must be a folder that can be written to; ${dataDir} is none (${why}).`, {
      cause: error,
    });
  }
}

function readOrMake(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  const known = read(path);
  if (known) return known;

  // What lies in it (sessions, requests, outputs) is for nobody else on this machine.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = join(dataDir, `${name}.${randomBytes(6).toString("hex")}`);
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    // A link fails when the file is there: of two processes that start at once, one wins.
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
