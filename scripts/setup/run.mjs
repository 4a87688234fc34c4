import { spawn } from "node:child_process";
import { setPriority } from "node:os";

/**
 * Runs a command to its end and gives its exit code. Quietly: its output is shown only when it
 * fails, and now and then that it is still doing what `doing` says. With a `niceness` (0 to 19) it lets others go first. A signal to this process ends the command first, so that nothing is left running.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, doing?: string, niceness?: number }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = process.env, quiet = false, doing, niceness = 0 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit" });
    if (child.pid !== undefined && niceness > 0) setPriority(child.pid, niceness);
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on("data", (part) => output.push(part));
    child.stderr?.on("data", (part) => output.push(part));

    const begun = Date.now();
    const sign = setInterval(() => {
      if (doing) console.log(`Still ${doing}, for ${Math.round((Date.now() - begun) / 1000)} seconds.`);
    }, 20_000);

    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      child.kill(signal);
      child.once("close", () => process.exit(signal === "SIGINT" ? 130 : 143));
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    const settle = () => {
      clearInterval(sign);
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("close", (code) => {
      settle();
      if (code !== 0 && quiet) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}

/**
 * Like `run`, but throws the sentence `failure` when the command fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, quiet?: boolean, doing?: string, niceness?: number, failure: string }} options
 */
export async function runOrThrow(command, args, { failure, ...options }) {
  const code = await run(command, args, options);
  if (code !== 0) throw new Error(failure);
}
