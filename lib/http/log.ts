import { hostname } from "node:os";
import { trace } from "@opentelemetry/api";
import { type Logger, pino, stdSerializers } from "pino";
import { hasLogForm } from "@/lib/core/log-form";
import { requestInHand } from "./request-id";

export type Log = Logger;

const secretKeys = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "token",
  "secret",
  "api_key",
  "apiKey",
  "approval_token",
];

interface LogOptions {
  level?: string;
  /** Which of several instances writes; each line says so. */
  instance?: string;
  /** Standard output when left out. */
  destination?: { write(line: string): unknown };
}

/**
 * The process's log: JSON lines that name the instance, what happened (`event`) and the request it happened in.
 * Secrets are taken out wherever a field bears their name, and a provider's words, which may repeat what it was given
 * (law 10).
 */
export function createLog({ level = "info", instance = hostname(), destination }: LogOptions = {}): Log {
  const paths = secretKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  const options = {
    level,
    base: { instance },
    redact: { paths, censor: "[redacted]" },
    serializers: { err: (error: unknown) => errorInLog(error) },
    mixin: () => {
      const request_id = requestInHand();
      const trace_id = trace.getActiveSpan()?.spanContext().traceId;
      return { ...(request_id !== null && { request_id }), ...(trace_id && { trace_id }) };
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** So many causes are told; one may even be its own. */
const mostCauses = 5;

function errorInLog(error: unknown, left = mostCauses): unknown {
  if (hasLogForm(error)) return error.logForm();
  if (error instanceof Error && error.cause !== undefined) {
    // The words of a cause are added to its error's.
    const { message, name, stack } = error;
    const alone = Object.assign(new Error(message), {
      name,
      stack,
      ...("code" in error && { code: error.code }),
    });
    const told = left > 0 ? { cause: errorInLog(error.cause, left - 1) } : {};
    return { ...stdSerializers.err(alone), ...told };
  }
  return error instanceof Error ? stdSerializers.err(error) : error;
}

interface Announcement {
  instance?: string;
  event: string;
  sentence: string;
  to?: NodeJS.WriteStream;
}

/**
 * Says what whoever starts the server must see, whatever LOG_LEVEL is: a sentence on a terminal, and a line like all
 * others where a machine reads.
 */
export function announce({ instance, event, sentence, to = process.stdout }: Announcement): void {
  if (to.isTTY) {
    to.write(`${sentence}\n`);
    return;
  }
  const log = createLog({ ...(instance === undefined ? {} : { instance }), destination: to });
  log.info({ event }, sentence);
}
