import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { scratchFolder } from "@/lib/testing/scratch-folder";

/** The built app at work, on a database of its own. */
export interface AppServer {
  url: string;
  databaseUrl: string;
  /** Everything it printed. */
  output: () => string;
  /** Asks it to end, as a supervisor does. @returns its exit code, once it has ended; null when it had to be killed */
  end: () => Promise<number | null>;
  /** Ends it and removes its files. */
  stop: () => Promise<void>;
}

export const admin = { email: "admin@example.com", password: "a long enough password" };
export const apiKey = "an-admin-key-for-the-browser-tests-0123456789";

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free");
  return address.port;
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once("exit", (code) => resolve(code));
  });
}

/**
 * Starts what was built, on a copy of the database that `install.ts` made, and waits until it says that it is ready.
 * @param node the Node.js that runs it
 */
export async function startApp(
  env: Record<string, string> = {},
  node: string = process.execPath,
): Promise<AppServer> {
  const folder = scratchFolder("countersign-e2e-");
  const port = await freePort();
  const database = join(folder, "countersign.db");
  const databaseUrl = `file:${database}`;
  // Another Node.js shows that it makes one, too.
  if (process.env.E2E_INSTALLED && node === process.execPath)
    copyFileSync(process.env.E2E_INSTALLED, database);
  const child = spawn(node, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      LOG_LEVEL: "warn",
      FIRST_RULES: "false",
      // A worker's session is older than what an act of weight asks for.
      CONFIRM_MINUTES: "1440",
      BOOTSTRAP_API_KEY: apiKey,
      BOOTSTRAP_ADMIN_EMAIL: admin.email,
      BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes("is ready at")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", (code, signal) =>
      reject(new Error(`The server ended with ${code ?? signal}:\n${printed}`)),
    );
  });
  const end = () => {
    child.kill("SIGTERM");
    return ended(child);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    output: () => printed,
    end,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
