import { type Logger, pino } from "pino";

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

/** The process's log: JSON lines on standard output, secrets taken out wherever a field bears their name (law 10). */
export function createLog(level = "info", destination?: { write(line: string): void }): Log {
  const paths = secretKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
  const options = { level, base: null, redact: { paths, censor: "[redacted]" } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
