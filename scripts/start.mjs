// `npm start`: the production server, in this one process. The build must exist.
import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { tsImport } from "tsx/esm/api";
import { driverTrouble } from "./setup/database-driver.mjs";
import { endWithParent } from "./setup/end-with-parent.mjs";
import { requireNode } from "./setup/node-version.mjs";
import { readEnvFile } from "./setup/read-env-file.mjs";

requireNode();
endWithParent();
readEnvFile();
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

// A closed terminal or pipe is no reason to stop serving.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

/** @type {import("../lib/http/log.ts")} */
const { announce } = await tsImport("../lib/http/log.ts", import.meta.url);

/**
 * One sentence: of a longer message, what happened last.
 * @param {unknown} reason
 */
function refuse(reason) {
  const message = reason instanceof Error ? reason.message : String(reason);
  const sentence = `Countersign did not start. ${message.trim().split("\n").at(-1)}`;
  announce({ event: "start_refused", sentence, to: process.stderr });
  process.exit(1);
}

const trouble = driverTrouble();
if (trouble !== null) {
  refuse(
    `The installed packages are not for this Node.js ${process.versions.node} (${trouble}): run \`npm run up\`, which installs those that are.`,
  );
}

/** @type {import("../lib/env.ts")} */
const { parseEnv } = await tsImport("../lib/env.ts", import.meta.url);
/** @type {import("../lib/store/migrations/migrate.ts")} */
const { migrate } = await tsImport("../lib/store/migrations/migrate.ts", import.meta.url);
/** @type {import("../lib/store/connection/hold-file.ts")} */
const { holdDatabase } = await tsImport("../lib/store/connection/hold-file.ts", import.meta.url);
/** @type {import("../lib/store/connection/database-trouble.ts")} */
const { databaseTrouble } = await tsImport("../lib/store/connection/database-trouble.ts", import.meta.url);
/** @type {import("../lib/http/server/most-connections.ts")} */
const { mostConnections } = await tsImport("../lib/http/server/most-connections.ts", import.meta.url);
/** @type {import("../lib/http/server/api-address.ts")} */
const { apiAddress } = await tsImport("../lib/http/server/api-address.ts", import.meta.url);
/** @type {import("../lib/http/server/content-length.ts")} */
const { restoreLength } = await tsImport("../lib/http/server/content-length.ts", import.meta.url);
/** @type {import("../lib/http/server/door.ts")} */
const { createDoor } = await tsImport("../lib/http/server/door.ts", import.meta.url);
/** @type {import("../lib/http/server/launcher.ts")} */
const { awaitApplication } = await tsImport("../lib/http/server/launcher.ts", import.meta.url);
/** @type {import("../lib/http/server/stop-on-signal.ts")} */
const { stopOnSignal } = await tsImport("../lib/http/server/stop-on-signal.ts", import.meta.url);

/** @type {() => Promise<void>} */
let leave = async () => {};
/** @type {() => Promise<void>} */
let stop = async () => {};
stopOnSignal(
  () => stop(),
  () => leave(),
);

/** @type {import("../lib/http/server/at-the-door.ts")} */
const { answeredAtTheDoor } = await tsImport("../lib/http/server/at-the-door.ts", import.meta.url);

/** @type {import("../lib/http/server/leaving.ts")} */
const { createLeaving } = await tsImport("../lib/http/server/leaving.ts", import.meta.url);

/** @type {import("../lib/http/server/page-policy.ts")} */
const { closeIn } = await tsImport("../lib/http/server/page-policy.ts", import.meta.url);

/** @returns {import("../lib/env.ts").Env} */
function readEnv() {
  try {
    return parseEnv(process.env);
  } catch (error) {
    return refuse(error);
  }
}

const env = readEnv();
if (!existsSync(`${process.env.NEXT_DIST_DIR ?? ".next"}/BUILD_ID`)) {
  refuse("It is not built yet: run `npm run up`, which builds and starts it.");
}

// The framework answers these with a bare 500.
/** @param {string} address */
function isReadable(address) {
  try {
    return decodeURIComponent(address) !== "";
  } catch {
    return false;
  }
}

/** @param {import("node:http").ServerResponse} response */
function answerUnreadable(response) {
  const code = "validation_error";
  const problem = {
    type: `urn:countersign:problem:${code}`,
    title: "The request is not valid",
    status: 400,
    code,
    detail: "The address cannot be read: a % in it is not followed by two digits that make a character.",
  };
  response.writeHead(400, { "content-type": "application/problem+json", "cache-control": "no-store" });
  response.end(JSON.stringify(problem));
}

// A container's HOSTNAME is its own name, not an address to listen on.
const host = process.env.HOSTNAME && process.env.HOSTNAME !== hostname() ? process.env.HOSTNAME : undefined;
/** @type {import("next/dist/server/next.js").RequestHandler | undefined} */
let handle;
/** @type {() => void} */
let open = () => {};
/** @type {Promise<void>} */
const opened = new Promise((resolve) => {
  open = resolve;
});
const leaving = createLeaving(env.stopDelaySeconds);
const door = createDoor(async (request, response) => {
  // Whatever a client says of it: where it comes from is what its connection says (lib/http/server/client-address.ts).
  request.headers["x-countersign-peer"] = request.socket.remoteAddress ?? "";
  await opened;
  request.url = apiAddress(request);
  if (leaving.answered(request, response)) return;
  closeIn(request, response, env.publicUrl);
  if (!isReadable(request.url)) return answerUnreadable(response);
  if (answeredAtTheDoor(request, response, env.corsOrigins)) return;
  restoreLength(response);
  await handle?.(request, response);
});

// A process without an open file left cannot even stop in order; clients over this are turned away at once.
door.server.maxConnections = mostConnections();

// The port comes first: whoever holds it may be using the very database that would be migrated.
try {
  await door.listen(env.port, host, (error) => {
    const sentence = `A connection could not be taken: ${error.message}`;
    announce({ instance: env.instanceName, event: "connection_not_taken", sentence, to: process.stderr });
  });
} catch (error) {
  refuse(
    error instanceof Error && "code" in error && error.code === "EADDRINUSE"
      ? `Port ${env.port} is in use: end what listens there, or set PORT to another one.`
      : error,
  );
}

try {
  await holdDatabase(env.databaseUrl);
} catch (error) {
  refuse(error);
}
try {
  const { applied } = await migrate(env.databaseUrl);
  if (applied.length > 0) {
    const sentence = `Migrated the database: ${applied.join(", ")}.`;
    announce({ instance: env.instanceName, event: "migrated", sentence });
  }
} catch (error) {
  refuse(databaseTrouble(env.databaseUrl, error));
}
try {
  const { default: next } = await import("next");
  const app = next({
    dev: false,
    dir: process.cwd(),
    hostname: host,
    port: env.port,
    httpServer: door.server,
  });
  const application = awaitApplication();
  await app.prepare();
  handle = app.getRequestHandler();
  const running = await application;
  leave = () => {
    const left =
      env.stopDelaySeconds > 0 ? ` It serves for ${env.stopDelaySeconds} s more, and is not ready.` : "";
    const sentence = `Countersign was asked to stop.${left}`;
    announce({ instance: env.instanceName, event: "asked_to_stop", sentence });
    return leaving.leave();
  };
  stop = () => running.stop(() => door.close());
} catch (error) {
  refuse(error);
}
open();
const sentence = `Countersign is ready at http://${host ?? "localhost"}:${env.port} after ${Math.round(performance.now())} ms.`;
announce({ instance: env.instanceName, event: "ready", sentence });
