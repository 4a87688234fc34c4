import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";

interface Options {
  bundle: string;
  env: Record<string, string>;
  /** `approve:after-commit#2`, or null when it is killed from outside. */
  crashAt: string | null;
  /** Where its log goes. */
  logFile: string;
}

/** How a process ended. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One life of the child server. It loads at once and waits, so that the next one is ready when this one dies. */
export class ServerProcess {
  readonly ended: Promise<End>;
  private readonly child: ChildProcess;
  private over = false;
  /** True when it was ended from outside. */
  wasEnded = false;

  constructor({ bundle, env, crashAt, logFile }: Options) {
    const log = openSync(logFile, "a");
    this.child = fork(bundle, [], {
      execArgv: [],
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH ?? "",
        ...env,
        ...(crashAt === null ? {} : { CRASH_AT: crashAt }),
      },
      stdio: ["ignore", log, log, "ipc"],
    });
    closeSync(log);
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("exit", (code, signal) => {
        this.over = true;
        resolve({ code, signal });
      });
    });
  }

  /** Lets it open the database and work. @returns where it listens, or null when it died before it did */
  async begin(): Promise<string | null> {
    await Promise.race([once(this.child, "message"), this.ended]);
    if (this.over) return null;
    const listening = once(this.child, "message").then(([message]) => String(message.url));
    this.child.send("begin");
    return Promise.race([listening, this.ended.then(() => null)]);
  }

  get isOver(): boolean {
    return this.over;
  }

  end(signal: "SIGKILL" | "SIGTERM"): void {
    if (this.over) return;
    this.wasEnded = true;
    this.child.kill(signal);
  }
}
