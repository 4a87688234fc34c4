/**
 * The server that is killed: the real composition behind a plain HTTP bridge, with waits short enough that a round
 * takes a second. It loads everything, says so, and begins when it is told to.
 */
import { once } from "node:events";
import { parseEnv } from "@/lib/env";
import { composeApp, setApp } from "@/lib/http/app";
import { startServer } from "@/lib/http/server/start";
import { stopOnSignal } from "@/lib/http/server/stop-on-signal";
import type { CrashPoint } from "@/lib/orchestrator/crash-points";
import { holdDatabase } from "@/lib/store/connection/hold-file";
import { createBridge } from "./bridge";
import { quickLimits, quickProviderLimits, quickTunables } from "./quick";

/** `approve:after-commit#2` dies at the second time it gets there. */
const [wanted, count = "1"] = (process.env.CRASH_AT ?? "").split("#");
let left = Number(count);

function reached(point: CrashPoint): void {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

// Nothing may outlive the test.
process.once("disconnect", () => process.exit(1));
process.send?.("loaded");
await once(process, "message");

const env = parseEnv(process.env);
// As the server does: what a dead one left behind is nobody else's then.
await holdDatabase(env.databaseUrl);
const engine = { reached, limits: quickLimits, tunables: quickTunables, providerLimits: quickProviderLimits };
setApp(await composeApp(env, { engine }));
const running = await startServer();
stopOnSignal(() => running.stop());
const server = createBridge().listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.send?.({ url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` });
