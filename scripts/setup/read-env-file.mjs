import { existsSync } from "node:fs";

/** Puts what `.env` says into the environment; what is set already stays. */
export function readEnvFile() {
  if (existsSync(".env")) process.loadEnvFile(".env");
}
